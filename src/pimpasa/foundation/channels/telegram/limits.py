"""What the Bot API's documentation allows; texts count UTF-16 units, callback data bytes."""

TEXT = 4096
CALLBACK_DATA = 64
# The documentation names no limit; longer labels are cut on small phones.
BUTTON_LABEL = 60
BUTTONS = 10
