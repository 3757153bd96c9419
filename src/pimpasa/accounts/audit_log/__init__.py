"""The auditor's pages: who did what, whether the chain of seals holds. Reading them is itself written down."""
