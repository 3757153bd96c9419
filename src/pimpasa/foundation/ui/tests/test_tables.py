from django.template import Context, Template

HEADING = '<th scope="col">{}</th>'
COLUMNS = ("Keadaan", "Desa &amp; kota", "Sampai")
HEAD = f"<thead><tr>{''.join(HEADING.format(words) for words in COLUMNS)}</tr></thead>"
ROW = '<tr><td class="state">dikirim</td><th scope="row"><a href="/x">Ngoro</a></th><td>-</td></tr>'


def rendered(content: str, looks: str = "") -> str:
    return Template(f'{{% load tables %}}{{% table name "{looks}" %}}{content}{{% endtable %}}').render(
        Context({"name": "Daftar <desa>"})
    )


def test_each_cell_is_named_by_its_column():
    page = rendered(f"{HEAD}<tbody>{ROW}</tbody>")
    assert '<td class="state" data-label="Keadaan">dikirim</td>' in page
    assert '<th scope="row" data-label="Desa &amp; kota"><a href="/x">Ngoro</a></th>' in page
    assert 'class="table stacked" aria-label="Daftar &lt;desa&gt;"' in page


def test_what_says_nothing_is_marked():
    assert '<td data-label="Sampai" data-empty>-</td>' in rendered(f"{HEAD}<tbody>{ROW}</tbody>")


def test_a_hidden_number_says_something():
    hidden = ROW.replace("<td>-</td>", "<td>–</td>")
    assert "data-empty" not in rendered(f"{HEAD}<tbody>{hidden}</tbody>")


def test_columns_stay_as_they_are():
    assert HEAD in rendered(f"{HEAD}<tbody>{ROW}</tbody>")


def test_few_columns_of_numbers_stay_side_by_side():
    page = rendered(f"{HEAD}<tbody>{ROW}</tbody>", "figures")
    assert 'class="table figures"' in page
    assert "data-label" not in page
