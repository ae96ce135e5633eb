using System.Globalization;

namespace PortOrchestrator.TestService;

/// <summary>Writes lines that tell of themselves whether one is missing, doubled, or written beside another run.</summary>
internal sealed class Counter(int pause)
{
    private const int Batch = 20;
    private static readonly string Filling = new('.', 60);

    private readonly object _gate = new();
    private readonly string _run = Environment.GetEnvironmentVariable("PORTORCH_INSTANCE") ?? "none";
    private int _last;
    private bool _ended;

    public void Start() => new Thread(() =>
    {
        while (WriteBatch()) Thread.Sleep(pause);
    })
    { IsBackground = true }.Start();

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Write("end ");
        }
    }

    private bool WriteBatch()
    {
        lock (_gate)
        {
            if (_ended) return false;
            for (var i = 0; i < Batch; i++)
            {
                _last++;
                Write("");
            }

            return true;
        }
    }

    private void Write(string what) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_run} {what}{_last} {Filling}"));
}
