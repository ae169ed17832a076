/** What is said where printers are looked for. */
export const find_printers = {
  title: 'Cari printer',
  text: 'Printer USB langsung terlihat di sini. Jaringan toko hanya ditanyai kalau diminta.',
  search: 'Cari di jaringan',
  again: 'Cari lagi di jaringan',
  stop: 'Berhenti mencari',
  running: 'Mencari di jaringan toko…',
  far: (asked: string, of: string) => `${asked} dari ${of} alamat sudah ditanyai`,
  listening: 'Mendengarkan printer yang mengumumkan diri…',
  keep_selling: 'Kasir tetap bisa berjualan.',
  cancelled: 'Pencarian dihentikan.',
  done: (count: number) => (count === 0 ? 'Pencarian selesai.' : `Pencarian selesai: ${count} printer.`),
  no_network:
    'Kotak ini tidak tersambung ke jaringan toko. Sambungkan kabel jaringan atau Wi-Fi, lalu cari lagi.',
  too_large: (names: string) =>
    `Jaringan ${names} terlalu besar untuk ditanyai satu per satu. Ketik saja alamat printernya.`,
  type_it: 'Ketik alamatnya',
  none: 'Belum ada printer yang ditemukan',
  none_text:
    'Nyalakan printernya dan sambungkan kabelnya, lalu cari di jaringan. Kalau tetap tidak ketemu: tahan tombol kertas saat printer dinyalakan, alamatnya akan tercetak.',
  unnamed: 'Printer tanpa nama',
  answers: 'Memberi kabar kalau kertas habis',
  mute: 'Tidak memberi kabar',
  known: (name: string) => `Sudah dipakai: ${name}`,
  not_allowed:
    'Kotak belum boleh memakai printer ini. Minta teknisi menjalankan lagi scripts/install-service di kotak, supaya Laci masuk grup lp.',
  use: 'Pakai printer ini'
}
