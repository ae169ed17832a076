// Loaded before user-mode Linux 6.1, as LD_PRELOAD. That keeps a process's floating-point registers in 2,696 bytes and
// gives them back as they are; a processor with wider ones (AVX-512 with AMX) has the host refuse so few with EFAULT, and the
// machine dies at its first process: "ptrace set fp regs failed, errno 14". Here the rest is filled in from what the
// process has.
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define XSTATE 0x202 // NT_X86_XSTATE, which <elf.h> has and UML calls by number
// Intel's manual, volume 1, chapter 13: what software may use of the legacy area, and the header behind it, which says
// the registers of which extensions follow.
#define SOFTWARE 464
#define SOFTWARE_BYTES 48
#define EXTENSIONS 512
// x87, SSE, AVX and the three parts of AVX-512: all that lies within UML's bytes, and is any program's own.
#define KNOWN 0xe7ULL

static char whole[64 * 1024];

static long set_registers(pid_t pid, void *kind, const struct iovec *given) {
  struct iovec all = {whole, sizeof whole};
  if (syscall(SYS_ptrace, PTRACE_GETREGSET, pid, kind, &all) < 0) return -1;
  char software[SOFTWARE_BYTES];
  memcpy(software, whole + SOFTWARE, sizeof software);
  memcpy(whole, given->iov_base, given->iov_len < all.iov_len ? given->iov_len : all.iov_len);
  memcpy(whole + SOFTWARE, software, sizeof software);
  uint64_t extensions;
  memcpy(&extensions, whole + EXTENSIONS, sizeof extensions);
  extensions &= KNOWN;
  memcpy(whole + EXTENSIONS, &extensions, sizeof extensions);
  return syscall(SYS_ptrace, PTRACE_SETREGSET, pid, kind, &all);
}

long ptrace(enum __ptrace_request request, ...) {
  va_list rest;
  va_start(rest, request);
  pid_t pid = va_arg(rest, pid_t);
  void *address = va_arg(rest, void *);
  void *data = va_arg(rest, void *);
  va_end(rest);
  if (request == PTRACE_SETREGSET && (uintptr_t)address == XSTATE) return set_registers(pid, address, data);
  if (request == PTRACE_PEEKTEXT || request == PTRACE_PEEKDATA || request == PTRACE_PEEKUSER) {
    // The C library returns the word; the kernel writes it.
    long word;
    if (syscall(SYS_ptrace, request, pid, address, &word) < 0) return -1;
    errno = 0;
    return word;
  }
  return syscall(SYS_ptrace, request, pid, address, data);
}
