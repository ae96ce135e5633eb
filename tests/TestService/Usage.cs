namespace PortOrchestrator.TestService;

internal static class Usage
{
    public const string Text =
        """
        testservice: a service that does what a test asks for. It runs until it is told to stop.

        Listening
          --listen [PORT|VARIABLE]   listen on a port, or on the port in a variable (default: PORT); repeatable
          --bind v4|v6|dual          loopback address family (default: v4; dual: all addresses of both families)
          --delay MS                 wait so long before listening
          --http                     answer every path with 200 and a small body;
                                     /env: the environment as JSON, /pid: the process id, /health: see --unhealthy-after
          --status CODE              the status of every answer but /env and /pid (default: 200)
          --unhealthy-after MS       /health answers 503 so long after listening
          --silent                   accept connections and never answer
          --notify                   send READY=1 to NOTIFY_SOCKET once listening

        Output
          --print TEXT               print a line at the start; repeatable
          --lines N                  print N numbered lines at the start
          --line-length N            ... each so long, with its end
          --line-by-line             ... with a write of its own for each
          --time-file PATH           write how many milliseconds --lines took to a file
          --stderr                   every second line of --lines goes to standard error
          --tick MS                  print a line every so many milliseconds
          --count MS                 print twenty numbered lines every so many milliseconds, with the run's PORTORCH_INSTANCE before
                                     the number, and "end" with the last number when SIGTERM comes, then exit
          --binary N                 write N bytes that are not text
          --pidfile PATH             write the process id to a file

        Children
          --spawn N                  start N copies that hold the output and live on; prints "child PID" for each
          --spawn-setsid             ... in sessions of their own
          --spawn-ignore-term        ... that ignore SIGTERM
          --spawn-clear-env          ... without the environment
          --setsid                   become the leader of a new session

        Ending
          --exit-after MS            exit so long after the start
          --exit-code N              ... with this code (default: 0)
          --crash-after MS           abort so long after the start (SIGABRT)
          --ignore-term              ignore SIGTERM
          --term-delay MS            exit with 0 so long after SIGTERM
          --spawn-on-term            start one more copy when SIGTERM comes, then exit

        Exit codes: 0 or --exit-code; 2 wrong usage; 98 a port is taken.

        """;
}
