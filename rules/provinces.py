"""The 77 provinces by the English names that a framework file gives them; Bangkok is where OPDC sits."""

BANGKOK = "bangkok"
PROVINCES = (
    "amnat_charoen", "ang_thong", BANGKOK, "bueng_kan", "buri_ram", "chachoengsao", "chai_nat", "chaiyaphum",
    "chanthaburi", "chiang_mai", "chiang_rai", "chon_buri", "chumphon", "kalasin", "kamphaeng_phet", "kanchanaburi",
    "khon_kaen", "krabi", "lampang", "lamphun", "loei", "lop_buri", "mae_hong_son", "maha_sarakham", "mukdahan",
    "nakhon_nayok", "nakhon_pathom", "nakhon_phanom", "nakhon_ratchasima", "nakhon_sawan", "nakhon_si_thammarat",
    "nan", "narathiwat", "nong_bua_lam_phu", "nong_khai", "nonthaburi", "pathum_thani", "pattani", "phangnga",
    "phatthalung", "phayao", "phetchabun", "phetchaburi", "phichit", "phitsanulok", "phra_nakhon_si_ayutthaya",
    "phrae", "phuket", "prachin_buri", "prachuap_khiri_khan", "ranong", "ratchaburi", "rayong", "roi_et", "sa_kaeo",
    "sakon_nakhon", "samut_prakan", "samut_sakhon", "samut_songkhram", "saraburi", "satun", "si_sa_ket",
    "sing_buri", "songkhla", "sukhothai", "suphan_buri", "surat_thani", "surin", "tak", "trang", "trat",
    "ubon_ratchathani", "udon_thani", "uthai_thani", "uttaradit", "yala", "yasothon",
)  # fmt: skip
