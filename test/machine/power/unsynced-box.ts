// Loaded before the box, as `--import`: it then commits without waiting for the disk, which a test must notice.
import Database from 'better-sqlite3'

const { pragma } = Database.prototype
Database.prototype.pragma = function (source, options) {
  return pragma.call(this, source.replace('synchronous = full', 'synchronous = normal'), options)
}
