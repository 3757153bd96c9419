"""Texts for tests of the pages and the chat."""

# Nothing else in the product says this.
PLANTED = "Zulkarimbawati"
SHOWS_SIGNS = (
    f"Loker LN nih gan, info dari {PLANTED}. Kerja CS online di Kamboja, gaji 15 juta. Masuk pake visa turis dulu, "
    "paspor dipegang kantor. Terbang Jumat ini, slot tinggal 4. Minat kirim foto KTP ke nomor ini ya"
)
SHOWS_NONE = (
    f"Selamat siang, saya {PLANTED} dari PT Contoh Bina Karya (nama fiktif). PT kami bisa dicek di daftar P3MI. Ada "
    "lowongan perawat lansia di Taiwan. Daftar di Disnaker kabupaten, tes kesehatan, pelatihan, lalu perjanjian. Biaya "
    "tertulis satu per satu di perjanjian itu. Visa kerja dan kontrak bahasa Indonesia sudah ada sebelum terbang."
)
NO_OFFER = f"Awas, jangan mau kalau ada yang mengajak pakai visa turis. Itu kata {PLANTED} di rapat desa kemarin sore."
