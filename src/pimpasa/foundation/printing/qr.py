"""QR codes as SVG: the drawing holds no word of the text it was made from, so it is safe in any page or sheet."""

import io

import segno

QUIET_ZONE = 4


def qr_svg(text: str) -> str:
    """Error level M, with the quiet zone that readers need. Raises ValueError when the text is too long for a code."""
    try:
        code = segno.make_qr(text, error="m", boost_error=False)
    except segno.DataOverflowError as error:
        raise ValueError(f"too long for a QR code: {len(text)} characters") from error
    out = io.BytesIO()
    code.save(
        out, kind="svg", border=QUIET_ZONE, xmldecl=False, omitsize=True, light="white", svgclass=None, lineclass=None
    )
    return out.getvalue().decode()
