export const backup_keys = {
  back: 'Cadangan',
  passphrase: {
    title: 'Frasa sandi cadangan',
    text: 'Cadangan toko Anda terkunci, di mana pun disimpan. Frasa sandi ini kuncinya.',
    points: [
      'Dipakai kalau kotak ini rusak, hilang, atau terbakar, untuk memulihkan toko di kotak baru.',
      'Tanpa frasa sandi ini cadangan tidak bisa dibuka siapa pun, juga bukan oleh kami. Tidak ada “lupa sandi”.',
      'Karena itu Anda juga mendapat kode pemulihan di selembar kertas. Simpan jauh dari kotak ini.',
      'Sehari-hari tidak perlu diketik: kotak ini mencadangkan sendiri.'
    ],
    state_none: 'Belum ada frasa sandi. Kalau kotak ini rusak sekarang, cadangannya tidak bisa dibuka.',
    state_broken:
      'Berkas kunci di kotak ini rusak. Buat frasa sandi lagi sekarang; cadangan yang sudah ada tetap bisa dibuka dengannya.',
    state_set: (time: string) => `Frasa sandi dibuat ${time}.`,
    changed:
      'Frasa sandi diganti. Kode pemulihan di lembar Anda tetap berlaku. Tempat cadangan menerima gantinya begitu tersambung; sampai saat itu di sana masih berlaku yang lama.',
    set_title: 'Buat frasa sandi',
    change_title: 'Ganti frasa sandi',
    label: 'Frasa sandi baru',
    again: 'Ulangi frasa sandi',
    hint: 'Paling sedikit 12 huruf. Yang kuat dan gampang diingat: empat kata yang tidak berhubungan, misalnya benda di rumah masa kecil Anda. Jangan pakai nama toko, nomor HP, atau tanggal lahir.',
    set_action: 'Buat, lalu cetak lembar pemulihan',
    change_action: 'Ganti',
    proof: 'Sandi Anda untuk masuk ke Laci',
    proof_hint: 'Supaya orang yang kebetulan menemukan layar ini terbuka tidak bisa menggantinya.',
    proof_other: 'Frasa sandi yang lama atau kode pemulihan',
    to_sheet: 'Lembar pemulihan'
  },
  sheet: {
    title: 'Lembar pemulihan',
    once: 'Kode ini hanya tampil sekarang, sekali saja. Cetak dulu, baru tinggalkan halaman ini.',
    print: 'Cetak',
    by_hand: 'Tidak ada printer kertas A4? Salin kodenya dengan tangan, huruf demi huruf.',
    kept: 'Sudah dicetak dan disimpan',
    store: 'Nomor toko',
    made: 'Dibuat',
    by: 'Oleh',
    code: 'Kode pemulihan',
    code_text:
      'Huruf besar atau kecil sama saja, tanda hubung boleh tidak diketik. Tidak ada huruf I, L, O, dan U.',
    qr: 'Kode pemulihan untuk dipindai',
    places: 'Tempat cadangan',
    places_none: 'Belum ada saat lembar ini dicetak. Tulis di sini:',
    places_more: 'Tempat lain:',
    steps: 'Kalau kotaknya rusak, hilang, atau terbakar',
    step_list: [
      'Siapkan komputer lain dan salah satu tempat cadangan di atas: flashdisknya, atau alamat dan sandinya.',
      'Pasang Laci di komputer itu. Teknisi mana pun bisa; lembar ini tidak perlu diserahkan kepadanya.',
      'Pilih pulihkan dari cadangan, lalu tunjuk tempat cadangannya.',
      'Ketik frasa sandi Anda, atau kode di lembar ini. Ketik sendiri.',
      'Cocokkan penjualan terakhir dengan struk terakhir yang Anda punya, lalu berjualan lagi.',
      'Sesudah itu buat lembar pemulihan baru; kode ini sudah pernah dipakai.'
    ],
    fingerprint: 'Sidik kunci arsip tahunan',
    hint_line: 'Petunjuk frasa sandi (jangan tulis frasanya)',
    keeper_line: 'Disimpan oleh, dan di mana',
    warning:
      'Siapa pun yang memegang lembar ini dan cadangannya bisa membaca seluruh pembukuan toko. Simpan seperti surat tanah: jauh dari kotak, tidak difoto, tidak dikirim lewat chat.',
    none_text: 'Selembar kertas dengan kode yang membuka cadangan kalau frasa sandinya terlupa.',
    no_passphrase: 'Buat frasa sandi dulu. Lembarnya tampil sesudah itu.',
    made_at: (time: string) => `Kode terakhir dibuat ${time}.`,
    not_again:
      'Kodenya sudah dibuat, tetapi hanya tampil sekali dan tidak disimpan di mana pun. Kalau lembarnya belum sempat dicetak, buat yang baru.',
    is_kept: (time: string) => `Anda menyimpan lembarnya pada ${time}.`,
    not_kept: 'Lembarnya belum Anda nyatakan tersimpan.',
    new_title: 'Buat lembar baru',
    new_text:
      'Dapat kode baru; kode di lembar lama tidak berlaku lagi begitu tempat cadangan menerima gantinya.',
    new_action: 'Buat kode baru'
  }
}
