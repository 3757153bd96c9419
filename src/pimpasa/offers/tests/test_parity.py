"""Sex, age among adults, village and language of an otherwise equal offer change nothing: neither signs nor outcome."""

from itertools import product

import pytest

from pimpasa.offers.check import check

# The same offer told in Indonesian, Javanese, Sundanese and Madurese.
TOLD = {
    "visit visa, paper kept": (
        "Ada kerja di Malaysia. Berangkatnya pakai visa turis dulu. Paspornya nanti dipegang bos.",
        "Ono gawean nang Malaysia. Budhale nganggo visa turis dhisik. Paspore mengko digowo bos.",
        "Aya gawe di Malaysia. Mangkatna make visa turis heula. Paspor engke dicekel ku bos.",
        "Bada lako e Malaysia. Mangkada ngangguy visa turis gallu. Paspor dhaggi' etegguk bos.",
    ),
    "no word to the family": (
        "Kerja di Taiwan ikut saya. Jangan bilang siapa-siapa, termasuk keluarga.",
        "Kerjo nang Taiwan melu aku. Ojo ngomong sopo-sopo, kalebu keluarga.",
        "Gawe di Taiwan milu jeung abdi. Ulah bebeja ka saha-saha, kaasup kulawarga.",
        "Alako e Taiwan noro' engko'. Ja' ngoca' ka pa-sapa, kalebu kaluarga.",
    ),
    "money to a private account": (
        "Kerja di Hong Kong. Transfer 3 juta ke rekening saya dulu supaya namanya masuk.",
        "Kerjo nang Hong Kong. Transfer 3 juta nang rekeningku dhisik ben jenenge mlebu.",
        "Gawe di Hong Kong. Transfer 3 juta ka rekening abdi heula supaya namina asup.",
        "Alako e Hong Kong. Transfer 3 juta ka rekening engko' gallu ma'le nyamana maso'.",
    ),
    "through the forest": (
        "Kerja kebun di Malaysia. Masuknya lewat jalan tikus malam-malam.",
        "Kerjo kebon nang Malaysia. Mlebune liwat dalan tikus bengi-bengi.",
        "Gawe kebon di Malaysia. Asupna ngaliwatan jalan tikus peuting-peuting.",
        "Alako kebbun e Malaysia. Maso'na lebat jalan tikus tem-malem.",
    ),
}
TEMPLATE = (
    "Dicari {who} umur {age} dari {village}, kerja di Dubai. Visa turis dulu, KTP asli dipegang kantor. "
    "Biaya 4 juta transfer ke rekening saya."
)
WHO = ("laki-laki", "perempuan", "bapak-bapak", "ibu-ibu", "cowok", "cewek", "janda", "pemuda")
AGES = ("19-25 tahun", "26 tahun", "30-45 tahun", "45 tahun")
VILLAGES = (
    "Desa Sukamaju",
    "Wonokerto, Malang",
    "Kampung Ciburuy",
    "Nagari Koto Baru",
    "Gampong Lhok",
    "Kelurahan Oeba",
)


def read(text):
    found = check(text)
    return found.outcome, {sign.code for sign in found.signs}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_the_language_changes_nothing(told):
    indonesian, *others = map(read, told)
    assert indonesian[1]
    assert others == [indonesian] * len(others)


def test_sex_age_and_village_change_nothing():
    answers = {
        repr(read(TEMPLATE.format(who=who, age=age, village=village)))
        for who, age, village in product(WHO, AGES, VILLAGES)
    }
    assert len(answers) == 1, answers
