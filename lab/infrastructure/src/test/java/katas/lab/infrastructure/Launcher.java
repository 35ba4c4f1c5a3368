package katas.lab.infrastructure;

import java.nio.file.Path;

/** A program that starts a Redis, prints its process id, and then waits to be killed. */
final class Launcher {
    private Launcher() {}

    static void main(String[] args) throws InterruptedException {
        var redis = new RedisServer(Path.of(args[0]), FreePorts.next());
        redis.start();
        if (args.length > 1) {
            redis.pause();
        }
        System.out.println(redis.pid());
        Thread.currentThread().join();
    }
}
