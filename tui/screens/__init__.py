"""The screens: each renders a state of the rules and sends it the learner's moves."""
