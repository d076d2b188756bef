"""Fine-tuning a base model on the rows of a job with the field's own trainer."""

import math
import random
import tempfile
import warnings
from collections.abc import Callable
from typing import Any

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import PrinterCallback, TrainerCallback
from trl import SFTConfig, SFTTrainer

from tui.content.models.recording import RecordedModel
from tui.lab.checkpoints import Checkpoint, questions
from tui.lab.errors import LabError
from tui.lab.evaluation import Encoded, Speaker
from tui.lab.model import Base, load, software, weights
from tui.lab.plan import Job
from tui.lab.records import Outcome

WARM_UP = 5
"""For so many steps the learning rate rises; then it stays, so that any checkpoint is what a run
that ends there gives."""
_LOSS_ROWS = 64

Watch = Callable[[int], None]
"""Is told each step that is done."""


def train(job: Job, base: Base, watch: Watch) -> Outcome:
    """Fine-tune a base model, and measure it at the checkpoints.

    Args:
        job: What to train.
        base: The model.
        watch: Is told each step.

    Raises:
        LabError: The model cannot be loaded, or the training broke down.
    """
    model, tokenizer = load(base, exact=job.method == "full")
    parameters = weights(model)
    speaker = Speaker(model, tokenizer, job.experiment.decoding)
    rows = [speaker.encode(_chat(job, index)) for index in range(len(job.rows))]
    examiner = _Examiner(job, speaker, rows, watch)
    with tempfile.TemporaryDirectory(prefix="lab-") as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # names that a later version will change
        trainer = SFTTrainer(
            model=model,
            args=_settings(job, scratch),
            train_dataset=Dataset.from_list(rows),
            processing_class=tokenizer,
            callbacks=[examiner],
            peft_config=_lora(job),
        )
        trainer.remove_callback(PrinterCallback)
        speaker.model = trainer.model
        trainer.train()
    return Outcome(
        model=RecordedModel(name=base.name, revision=base.revision, parameters=parameters),
        software=software(),
        recipe=f"AdamW; the rate rises for {min(WARM_UP, job.run.steps)} steps, then stays",
        trainable=weights(trainer.model, trained=True),
        checkpoints=tuple(examiner.checkpoints),
    )


class _Examiner(TrainerCallback):
    """Measures the model before the first step and after those that are checkpoints."""

    def __init__(self, job: Job, speaker: Speaker, rows: list[Encoded], watch: Watch) -> None:
        experiment = job.experiment
        count = min(_LOSS_ROWS, len(rows))
        self.checkpoints: list[Checkpoint] = []
        self._speaker = speaker
        self._watch = watch
        self._steps = frozenset(job.run.checkpoints)
        self._rows = random.Random(job.run.seed).sample(rows, count)
        self._held_out = [
            speaker.encode(
                [
                    {"role": "user", "content": each.prompt},
                    {"role": "assistant", "content": each.reference},
                ]
            )
            for each in experiment.held_out
        ]
        self._asked = [each.prompt for each in questions(experiment)]
        self._tests = [each.prompt for each in experiment.tests]

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Measure the base model."""
        self._measure(0)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Measure the model where it is time."""
        if state.global_step in self._steps:
            self._measure(state.global_step)
        self._watch(state.global_step)

    def _measure(self, step: int) -> None:
        train, validation = self._speaker.loss(self._rows), self._speaker.loss(self._held_out)
        if not (math.isfinite(train) and math.isfinite(validation)):
            raise LabError(f"the training broke down before step {step}: lower its learning-rate")
        self.checkpoints.append(
            Checkpoint(
                step=step,
                train=train,
                validation=validation,
                greedy=self._speaker.greedy(self._asked),
                samples=self._speaker.samples(self._tests),
            )
        )


def _chat(job: Job, index: int) -> list[dict[str, str]]:
    return [{"role": each.role, "content": each.content} for each in job.rows[index].messages]


def _lora(job: Job) -> Any:
    if job.method != "lora" or job.rank is None:
        return None
    return LoraConfig(
        r=job.rank,
        lora_alpha=2 * job.rank,
        lora_dropout=0.0,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )


def _settings(job: Job, folder: str) -> Any:
    run = job.run
    return SFTConfig(
        output_dir=folder,
        max_steps=run.steps,
        per_device_train_batch_size=run.batch_size,
        learning_rate=run.learning_rate,
        lr_scheduler_type="constant_with_warmup",
        warmup_steps=min(WARM_UP, run.steps),
        weight_decay=0.0,
        max_grad_norm=1.0,
        seed=run.seed,
        # The rows have labels already: their last turn, as the model's own template writes it.
        dataset_kwargs={"skip_prepare_dataset": True},
        max_length=None,
        packing=False,
        bf16=False,
        gradient_checkpointing=False,
        use_cpu=not torch.cuda.is_available(),
        dataloader_pin_memory=False,
        save_strategy="no",
        logging_strategy="no",
        report_to="none",
        disable_tqdm=True,
    )
