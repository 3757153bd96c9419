"""Ready to leave: checklist, contract reading aid, pocket card and drafts of letters. Nothing that is typed here is kept."""
