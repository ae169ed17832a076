// Writes down what a program asks of the disk, in order, so that a power cut can be played at any moment of it.
//
//   cc -O1 -shared -fPIC -o recorder.so recorder.c
//   RECORDER_FOLDER=/shop RECORDER_LOG=/log LD_PRELOAD=/recorder.so node seller.ts …
//
// Recorded are writes, truncations, syncs, drops, unlinks and renames of files below RECORDER_FOLDER, files and folders that
// are made, syncs of folders, and what the program says on its standard output: there it acknowledges. Several runs and
// others who see an acknowledgement may add to one log: each record is one write.
//
// While the file RECORDER_FAULT exists, fsync and fdatasync of the database and its write-ahead log fail with EIO and
// sync nothing, as on a disk that has begun to die.
//
// Not seen: writes through mmap (SQLite uses it for the -shm alone, which no recovery reads) and copies made by the kernel.
//
// A record, little-endian and packed:  kind u8 · name length u16 · offset u64 · data length u32 · name · data
//   W write (offset, data)   T truncate (offset is the new length)   S synced   F sync failed
//   U unlink                 R rename (data is the old name)         A acknowledgement (data; no name)
//   D the kernel is asked to drop what it holds of the file
//   C a file is made         M a folder is made
// Names are relative to the folder; the folder itself is ".".

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[PATH_MAX];
static size_t folder_length;
static int log_fd = -1;
static const char *fault;

// Held over each call and its record, so that the log has the order of the disk. Recursive, because a signal may come
// meanwhile, whose handler writes into a pipe.
static pthread_mutex_t order = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

__attribute__((constructor)) static void start(void) {
  const char *wanted = getenv("RECORDER_FOLDER");
  const char *log = getenv("RECORDER_LOG");
  fault = getenv("RECORDER_FAULT");
  if (!wanted || !log || !realpath(wanted, folder)) return;
  folder_length = strlen(folder);
  int fd = syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 500); // out of the way of the program's own numbers
  syscall(SYS_close, fd);
}

static void record(char kind, const char *name, uint64_t offset, const void *data, uint32_t data_length) {
  uint16_t name_length = strlen(name);
  char head[15];
  head[0] = kind;
  memcpy(head + 1, &name_length, 2);
  memcpy(head + 3, &offset, 8);
  memcpy(head + 11, &data_length, 4);
  struct iovec parts[] = {{head, sizeof head}, {(void *)name, name_length}, {(void *)data, data_length}};
  ssize_t whole = sizeof head + name_length + data_length;
  // A hole in the log would make every test after it lie.
  if (syscall(SYS_writev, log_fd, parts, 3) != whole) abort();
}

// A path's name below the folder, "." for the folder itself, or NULL when it lies elsewhere.
static const char *name_below(const char *path) {
  if (log_fd < 0 || strncmp(path, folder, folder_length) != 0) return NULL;
  if (path[folder_length] == '\0') return ".";
  return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static const char *name_of(int fd, char buffer[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, buffer, PATH_MAX - 1);
  if (length <= 0) return NULL;
  buffer[length] = '\0';
  return name_below(buffer);
}

static int ends_with(const char *name, const char *end) {
  size_t length = strlen(name), end_length = strlen(end);
  return length >= end_length && strcmp(name + length - end_length, end) == 0;
}

static int is_failing(const char *name) {
  return fault && access(fault, F_OK) == 0 && (ends_with(name, ".db") || ends_with(name, "-wal"));
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  ssize_t written = syscall(SYS_pwrite64, fd, data, length, offset);
  int error = errno;
  const char *name = name_of(fd, buffer);
  if (written > 0 && name) record('W', name, offset, data, written);
  pthread_mutex_unlock(&order);
  errno = error;
  return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  return pwrite64(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  const char *name = name_of(fd, buffer);
  ssize_t written = syscall(SYS_write, fd, data, length);
  int error = errno;
  off_t offset = name ? lseek(fd, 0, SEEK_CUR) - written : 0; // also where a file is only added to
  if (written > 0 && name) record('W', name, offset, data, written);
  else if (written > 0 && fd == STDOUT_FILENO && log_fd >= 0) record('A', "", 0, data, written);
  pthread_mutex_unlock(&order);
  errno = error;
  return written;
}

int ftruncate64(int fd, off_t length) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  int result = syscall(SYS_ftruncate, fd, length);
  int error = errno;
  const char *name = name_of(fd, buffer);
  if (result == 0 && name) record('T', name, length, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}

int ftruncate(int fd, off_t length) {
  return ftruncate64(fd, length);
}

static int sync_by(long call, int fd) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  const char *name = name_of(fd, buffer);
  int failing = name && is_failing(name);
  int result = failing ? -1 : syscall(call, fd);
  int error = failing ? EIO : errno;
  if (name) record(result == 0 ? 'S' : 'F', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}

int fsync(int fd) {
  return sync_by(SYS_fsync, fd);
}

int fdatasync(int fd) {
  return sync_by(SYS_fdatasync, fd);
}

int posix_fadvise64(int fd, off_t offset, off_t length, int advice) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  int error = syscall(SYS_fadvise64, fd, offset, length, advice) == 0 ? 0 : errno;
  const char *name = name_of(fd, buffer);
  if (error == 0 && name && advice == POSIX_FADV_DONTNEED) record('D', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  return error;
}

int posix_fadvise(int fd, off_t offset, off_t length, int advice) {
  return posix_fadvise64(fd, offset, length, advice);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const char *name = flags & (O_CREAT | O_TRUNC) ? name_below(path) : NULL;
  if (!name) return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  pthread_mutex_lock(&order);
  int was_there = syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
  int fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  int error = errno;
  if (fd >= 0 && !was_there) record('C', name, 0, NULL, 0);
  else if (fd >= 0 && flags & O_TRUNC) record('T', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open64(path, flags, mode);
}

int mkdir(const char *path, mode_t mode) {
  pthread_mutex_lock(&order);
  int result = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
  int error = errno;
  const char *name = name_below(path);
  if (result == 0 && name) record('M', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}

// Several pieces at once: what was taken of them is recorded one by one.
static void record_pieces(const char *name, off_t offset, const struct iovec *pieces, int count, ssize_t written) {
  for (int at = 0; at < count && written > 0; at++) {
    ssize_t length = (ssize_t)pieces[at].iov_len < written ? (ssize_t)pieces[at].iov_len : written;
    record('W', name, offset, pieces[at].iov_base, length);
    offset += length;
    written -= length;
  }
}

ssize_t writev(int fd, const struct iovec *pieces, int count) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  const char *name = name_of(fd, buffer);
  ssize_t written = syscall(SYS_writev, fd, pieces, count);
  int error = errno;
  off_t offset = name ? lseek(fd, 0, SEEK_CUR) - written : 0;
  if (name) record_pieces(name, offset, pieces, count, written);
  pthread_mutex_unlock(&order);
  errno = error;
  return written;
}

ssize_t pwritev64(int fd, const struct iovec *pieces, int count, off_t offset) {
  char buffer[PATH_MAX];
  pthread_mutex_lock(&order);
  const char *name = name_of(fd, buffer);
  ssize_t written = syscall(SYS_pwritev, fd, pieces, count, offset, 0);
  int error = errno;
  if (name) record_pieces(name, offset, pieces, count, written);
  pthread_mutex_unlock(&order);
  errno = error;
  return written;
}

ssize_t pwritev(int fd, const struct iovec *pieces, int count, off_t offset) {
  return pwritev64(fd, pieces, count, offset);
}

static int remove_by(const char *path, int flags) {
  pthread_mutex_lock(&order);
  int result = syscall(SYS_unlinkat, AT_FDCWD, path, flags);
  int error = errno;
  const char *name = name_below(path);
  if (result == 0 && name) record('U', name, 0, NULL, 0);
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}

int rmdir(const char *path) {
  return remove_by(path, AT_REMOVEDIR);
}

int remove(const char *path) {
  int result = remove_by(path, 0);
  return result != 0 && errno == EISDIR ? remove_by(path, AT_REMOVEDIR) : result;
}

int unlinkat(int folder_fd, const char *path, int flags) {
  char whole[2 * PATH_MAX];
  char link[64];
  if (folder_fd == AT_FDCWD || path[0] == '/') return remove_by(path, flags);
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder_fd);
  ssize_t length = readlink(link, whole, PATH_MAX - 1);
  if (length <= 0) return syscall(SYS_unlinkat, folder_fd, path, flags);
  snprintf(whole + length, PATH_MAX, "/%s", path);
  return remove_by(whole, flags);
}

int unlink(const char *path) {
  return remove_by(path, 0);
}

int rename(const char *from, const char *to) {
  pthread_mutex_lock(&order);
  int result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  int error = errno;
  const char *old_name = name_below(from);
  const char *name = name_below(to);
  if (result == 0 && old_name && name) record('R', name, 0, old_name, strlen(old_name));
  pthread_mutex_unlock(&order);
  errno = error;
  return result;
}
