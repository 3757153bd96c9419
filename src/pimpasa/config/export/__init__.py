"""The public pages as plain files: any web server or a USB stick can hold them, and they say the same words."""
