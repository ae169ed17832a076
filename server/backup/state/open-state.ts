import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Tx } from '../../db/prepare.ts'

/**
 * What the backup knows of itself: how far each destination has come, which jobs ran, what was proven. A small database
 * of its own, because all of it changes with every shipment; in the shop's it would be shipped for ever. Nothing in it
 * can't be found out again by looking at the destinations, so it is not backed up, and a power cut may cost its last
 * words (`synchronous = normal`).
 */
const TABLES = `
  create table if not exists backup_jobs (
    name       text primary key,
    started_at text,
    ended_at   text,
    result     text check (result in ('ok', 'failed', 'nothing')),
    detail     text not null default ''
  ) strict, without rowid;
  create table if not exists backup_generations (
    generation text primary key,
    epoch      integer not null,
    began      integer not null
  ) strict, without rowid;
  create table if not exists backup_cursors (
    destination_id text not null,
    generation     text not null,
    seq            integer not null,
    acked_at       text not null,
    primary key (destination_id, generation)
  ) strict, without rowid;
  create table if not exists backup_reach (
    destination_id text primary key,
    tried_at       text,
    reached_at     text,
    fault          text,
    fault_detail   text not null default '',
    failures       integer not null default 0,
    safe_until     text,
    waiting_bytes  integer not null default 0
  ) strict, without rowid;
  create table if not exists backup_drills (
    drill_id       text primary key,
    destination_id text,
    started_at     text not null,
    ended_at       text not null,
    is_proven      integer not null check (is_proven in (0, 1)),
    certificate    text not null check (json_valid(certificate))
  ) strict, without rowid;
  create index if not exists backup_drills_by_place on backup_drills (destination_id, is_proven, ended_at);
  create table if not exists backup_troubles (
    trouble_id text primary key,
    kind       text not null,
    detail     text not null,
    began_at   text not null,
    ended_at   text
  ) strict, without rowid;
  create table if not exists backup_app (
    id      integer primary key check (id = 1),
    version text not null
  ) strict;
  create table if not exists backup_points (
    point_id   text primary key,
    generation text not null,
    seq        integer not null,
    made_at    text not null,
    reason     text not null,
    label      text not null
  ) strict, without rowid;
  create table if not exists backup_proven (
    place      text not null,
    generation text not null,
    proven_at  text not null,
    primary key (place, generation)
  ) strict, without rowid;
  create table if not exists backup_doomed (
    place             text not null,
    name              text not null,
    bytes             integer not null,
    planned_uptime_ms integer not null,
    planned_at        text not null,
    primary key (place, name)
  ) strict, without rowid;
  create table if not exists backup_clock (
    id               integer primary key check (id = 1),
    uptime_ms        integer not null,
    wall_at          text not null,
    jumped_uptime_ms integer
  ) strict;
  create table if not exists backup_rounds (
    place     text primary key,
    next_name text not null,
    read_at   text not null,
    files     integer not null,
    bytes     integer not null,
    faults    integer not null
  ) strict, without rowid;
  create table if not exists backup_room (
    place          text primary key,
    free_bytes     integer,
    clock_ahead_ms integer,
    looked_at      text not null
  ) strict, without rowid;
  create table if not exists backup_snoozed (
    code  text not null,
    place text not null,
    until text not null,
    primary key (code, place)
  ) strict, without rowid;`

/** The backup's own state. Several workers may hold it open; each statement is a transaction of its own. */
export interface State extends Tx {
  close(): void
}

/** @param folder the backup's folder; made when missing */
export function openState(folder: string): State {
  const path = join(folder, 'state.db')
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const sqlite = new Database(path)
  sqlite.pragma('journal_mode = wal')
  sqlite.pragma('synchronous = normal')
  sqlite.exec(TABLES)
  return { sqlite, writes: true, recorded: [], close: () => sqlite.close() }
}
