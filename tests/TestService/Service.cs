using System.Globalization;
using System.Runtime.InteropServices;

namespace PortOrchestrator.TestService;

/// <summary>Does what the options say, in the order of the clock, on the main thread.</summary>
internal sealed class Service(Options options) : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();
    private readonly long _start = Environment.TickCount64;
    private readonly Counter? _counter = options.Count is { } pause ? new Counter(pause) : null;
    private int _exitCode;

    public int Run()
    {
        using var term = RegisterTerm();
        // After the registration, so that whoever sees the new session knows that signals are handled.
        if (options.Setsid) _ = Native.SetSid();
        if (options.PidFile is { } file) File.WriteAllText(file, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        Output.WriteStart(options);
        Children.Spawn(options, options.Spawn);
        StartClock();
        if (options.Delay > 0 && _ended.Wait(options.Delay)) return _exitCode;
        foreach (var port in options.Listen) new Listener(options).Start(port);
        if (options.Notify) Notifier.SendReady();
        _ended.Wait();
        return _exitCode;
    }

    public void Dispose() => _ended.Dispose();

    private PosixSignalRegistration? RegisterTerm()
    {
        if (options is { IgnoreTerm: false, TermDelay: null, SpawnOnTerm: false, Count: null }) return null;
        return PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            if (options.IgnoreTerm) return;
            if (options.SpawnOnTerm) Children.Spawn(options, 1);
            _counter?.End();
            if (options.TermDelay is { } delay) Thread.Sleep(delay);
            End(0);
        });
    }

    private void StartClock()
    {
        if (options.ExitAfter is { } exit) After(exit, () => End(options.ExitCode));
        if (options.CrashAfter is { } crash) After(crash, Native.Abort);
        _counter?.Start();
        if (options.Tick is not { } tick) return;
        After(tick, () =>
        {
            for (var i = 1; ; i++)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tick {i}"));
                Thread.Sleep(tick);
            }
        });
    }

    private void After(int milliseconds, Action act) => new Thread(() =>
    {
        var rest = milliseconds - (Environment.TickCount64 - _start);
        if (rest > 0) Thread.Sleep((int)rest);
        act();
    })
    { IsBackground = true }.Start();

    private void End(int code)
    {
        _exitCode = code;
        _ended.Set();
    }
}
