"""The game itself, pure: ``step(scenario, state, action)`` returns the next state.

States are immutable, hold ids and never text, and are what storage keeps.
"""
