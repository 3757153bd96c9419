"""What the Cloud API's documentation allows. Sizes count UTF-16 units, which is never too generous."""

TEXT = 4096
INTERACTIVE_BODY = 1024
BUTTONS = 3
BUTTON_TITLE = 20
ROWS = 10
ROW_TITLE = 24
ROW_DESCRIPTION = 72
LIST_BUTTON = 20
BUTTON_ID = 256
ROW_ID = 200
