"""Linking happens here, after and apart from filing: nobody who files can feel whether anything was linked."""

from uuid import UUID

from pimpasa.foundation.tasks.declaring import job


@job(name="offers.link-filing")
def link_filing(filing: str) -> None:
    from pimpasa.offers.recruiters.actions.linking import settle

    settle([UUID(filing)])
