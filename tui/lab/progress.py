"""A progress bar for the trainers of the lab."""

import time
from typing import Any

from tqdm import tqdm
from transformers import TrainerCallback


class Progress(TrainerCallback):
    """A bar on standard error with the latest losses."""

    def __init__(self, title: str) -> None:
        """Prepare the bar.

        Args:
            title: What is being done.
        """
        self._title = title
        self._bar: Any = None
        self._shown: dict[str, str] = {}

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Show the bar, where the training goes on from."""
        self._bar = tqdm(total=state.max_steps, initial=state.global_step, desc=self._title)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Move the bar."""
        self._bar.update(state.global_step - self._bar.n)

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_: Any) -> None:
        """Show the losses beside the bar."""
        for key, name in (("loss", "loss"), ("eval_loss", "validation")):
            if key in (logs or {}):
                self._shown[name] = f"{float(logs[key]):.3f}"
        self._bar.set_postfix(self._shown)

    def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Leave the bar where it stands."""
        self._bar.close()


class SaveOften(TrainerCallback):
    """Saves a checkpoint whenever some time has passed, however fast the machine is."""

    def __init__(self, seconds: float) -> None:
        """Set the alarm.

        Args:
            seconds: How much work an interruption may cost.
        """
        self._seconds = seconds
        self._last = time.monotonic()

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> Any:
        """Ask for a checkpoint when it is time."""
        if time.monotonic() - self._last >= self._seconds:
            self._last = time.monotonic()
            control.should_save = True
        return control
