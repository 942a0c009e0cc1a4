/* Loaded before libfaketime, for what concerns the monotonic clock, which it leaves alone but does not handle well: waiting until
   an instant of that clock fails now and then, or returns at once, and each look at it takes a lock. A Python thread that
   waits for the interpreter does both in a loop, and then the other threads stand still. These calls go to the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef int get_time(clockid_t, struct timespec *);
typedef int wait_until(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);

static get_time *real_time, *faked_time;
static wait_until *real_wait, *faked_wait;

static void find(void) {
    void *libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
    real_time = (get_time *)dlsym(libc, "clock_gettime");
    real_wait = (wait_until *)dlvsym(libc, "pthread_cond_timedwait", "GLIBC_2.3.2");
    faked_wait = (wait_until *)dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    faked_time = (get_time *)dlsym(RTLD_NEXT, "clock_gettime");
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *until, struct timespec *left) {
    return syscall(SYS_clock_nanosleep, clock, flags, until, left) == -1 ? errno : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (!faked_time) find();
    return (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE ? faked_time : real_time)(clock, now);
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until) {
    /* The condition does not say of which clock the instant is; no machine has been up for thirty years. */
    if (!faked_time) find();
    return (until->tv_sec < 1000000000 ? real_wait : faked_wait)(condition, mutex, until);
}
