"""Ready to leave: checklist, contract reading aid, pocket card, drafts of letters. Nothing that is typed is kept."""
