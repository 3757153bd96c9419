"""What invented villagers ask, and what is answered: everyday words, and every amount from a fact of the guide."""

from dataclasses import dataclass

from pimpasa.guidance.told import known_facts, worded


@dataclass(frozen=True)
class Theme:
    """A question with the answer it gets; `facts` follow the answer in their own words."""

    topic: str
    question: str
    answer: str
    facts: tuple[str, ...] = ()

    @property
    def answer_text(self) -> str:
        known = known_facts()
        return "\n".join([self.answer, *(worded(known[name]) for name in self.facts)])


THEMES = (
    Theme(
        "biaya",
        "Peragaan: berapa biaya paspor untuk orang dewasa?",
        "Peragaan: ini harga resminya. Anda memilih sendiri jenisnya.",
        ("fee-book-nonelectronic-5-pp45", "fee-book-electronic-5-pp45", "fee-book-electronic-10-pp45"),
    ),
    Theme(
        "tarif_nol",
        "Peragaan: saya baru pertama kali akan bekerja di luar negeri. Apakah paspornya gratis?",
        "Peragaan: ada tarif khusus untuk yang pertama kali. Tanyakan dulu jenis paspornya di kantor.",
        ("fee-worker-first-pp45", "note-former-worker"),
    ),
    Theme(
        "syarat_dewasa",
        "Peragaan: surat apa saja yang saya bawa untuk paspor pertama?",
        "Peragaan: siapkan surat berikut. Pilih satu bukti kelahiran yang Anda punya.",
        ("doc-ktp", "doc-kk", "doc-birth-certificate", "note-copies"),
    ),
    Theme(
        "dokumen_alternatif",
        "Peragaan: saya tidak punya akta kelahiran. Apakah ijazah boleh?",
        "Peragaan: boleh memakai surat lain. Nama dan tanggal lahirnya harus cocok.",
        ("doc-birth-diploma", "note-birth-proof-choice"),
    ),
    Theme(
        "ubah_data",
        "Peragaan: nama di ijazah saya beda satu huruf dengan KTP. Apakah jadi masalah?",
        "Peragaan: lebih baik dirapikan dulu sebelum datang.",
        ("note-same-data", "note-birth-proof-choice"),
    ),
    Theme(
        "syarat_anak",
        "Peragaan: surat apa yang dibawa untuk paspor anak saya?",
        "Peragaan: untuk anak, siapkan surat anak dan surat orang tuanya.",
        ("doc-child-kk", "doc-child-birth-certificate", "doc-parents-marriage"),
    ),
    Theme(
        "perpanjang",
        "Peragaan: paspor saya hampir habis masa berlakunya. Apa yang saya bawa?",
        "Peragaan: penggantian biasanya lebih singkat.",
        ("note-simple-replacement", "note-new-term"),
    ),
    Theme(
        "hilang",
        "Peragaan: paspor saya hilang di jalan. Harus mulai dari mana?",
        "Peragaan: buat surat kehilangan dulu, lalu datang ke kantor.",
        ("doc-police-report", "warn-lost-not-mpaspor", "place-lost-any-office"),
    ),
    Theme(
        "rusak",
        "Peragaan: paspor saya kena air dan sampulnya lepas. Apakah masih bisa dipakai?",
        "Peragaan: bawa bukunya supaya diperiksa. Ini ukuran rusaknya.",
        ("note-what-is-damaged", "doc-damaged-passport"),
    ),
    Theme(
        "jadwal",
        "Peragaan: saya berhalangan pada hari yang dipilih. Apakah jadwalnya bisa diganti?",
        "Peragaan: bisa, asal tidak terlambat.",
        ("right-reschedule",),
    ),
    Theme(
        "mpaspor",
        "Peragaan: apakah satu akun M-Paspor cukup untuk sekeluarga?",
        "Peragaan: cukup, selama jumlahnya tidak lebih.",
        ("note-mpaspor-family",),
    ),
    Theme(
        "ambil",
        "Peragaan: bolehkah istri saya yang mengambil paspor saya?",
        "Peragaan: boleh, asal satu keluarga dan suratnya lengkap.",
        ("step-collect-family", "time-uncollected"),
    ),
    Theme(
        "foto_pakaian",
        "Peragaan: apakah saya perlu membawa pas foto dari rumah?",
        "Peragaan: tidak usah. Cukup berpakaian rapi.",
        ("note-no-printed-photo", "note-clothes"),
    ),
    Theme(
        "lokasi",
        "Peragaan: KTP saya dari kabupaten lain. Bolehkah mengurus paspor di sini?",
        "Peragaan: boleh. Pilih yang paling dekat dengan rumah Anda.",
        ("place-any-office",),
    ),
    Theme(
        "umrah_haji",
        "Peragaan: nama saya hanya satu kata. Bagaimana kalau mau umrah?",
        "Peragaan: ada cara menambah nama di halaman pengesahan.",
        ("note-umrah-name", "step-name-endorsement"),
    ),
    Theme(
        "lama_proses",
        "Peragaan: sesudah wawancara, berapa hari paspornya jadi?",
        "Peragaan: ini batas waktunya. Anda diberi tahu bila sudah bisa diambil.",
        ("time-four-days",),
    ),
    Theme(
        "masa_berlaku",
        "Peragaan: paspor adik saya berlaku berapa tahun? Umurnya belum tujuh belas.",
        "Peragaan: untuk yang masih anak, masa berlakunya lebih pendek.",
        ("time-valid-child",),
    ),
    Theme(
        "lokasi",
        "Peragaan: apakah ada layanan paspor yang lebih dekat dari kantor?",
        "Peragaan: mungkin ada. Tanyakan hari bukanya sebelum berangkat.",
        ("place-service-points",),
    ),
)
# Words of payment: it passes the village by itself.
MONEY = Theme(
    "calo_penipuan",
    "Peragaan: ada yang menawarkan mengurus paspor lewat jalan cepat dan minta uang dulu. Apakah benar begitu?",
    "Peragaan: jangan serahkan apa pun. Urus sendiri, foto dan wawancara tidak bisa diwakilkan.",
    ("warn-calo", "warn-personal-account"),
)
DANGER = Theme(
    "darurat",
    "Peragaan: saudara saya di luar negeri dikurung majikan dan tidak boleh pulang. Ke mana kami minta tolong?",
    "Peragaan: hubungi nomor darurat di halaman bantuan sekarang juga.",
)
SPAM = Theme("luar_topik", "Peragaan: jual beras murah, kirim ke seluruh kota, pesan sekarang juga.", "")
TWICE = "Peragaan: surat apa saja yang dibawa untuk paspor pertama? Saya sudah tanya kemarin."
ASKED_BACK = "Peragaan: untuk siapa paspornya, dan apakah sudah pernah punya paspor?"
TOLD_MORE = "Peragaan: untuk saya sendiri, dan ini yang pertama."
ASKED_AGAIN = "Peragaan: terima kasih. Apakah suratnya perlu difotokopi juga?"
NOTE = "Peragaan: sudah dibaca. Lebih tepat dijawab tingkat berikutnya."
PRIVATE = (
    "Peragaan: tolong jangan beri tahu tetangga bahwa saya mau berangkat.",
    "Peragaan: saya malu bertanya di balai. Bolehkah bertemu di kantor saja?",
    "Peragaan: keluarga saya belum tahu rencana ini. Mohon dijaga.",
)
PRIVATE_REPLY = "Peragaan: baik, hanya kami yang membaca ini. Datanglah pada jam kantor bila Anda sempat."
