using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Host.Rendering;

/// <summary>The standard streams of this process.</summary>
internal sealed class SystemTerminal : ITerminal
{
    // In letters: many lines of a log are one write.
    private const int Buffer = 16 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private SystemTerminal(Func<string, string?> environment)
    {
        var colours = string.IsNullOrEmpty(environment("NO_COLOR")) && environment("TERM") != "dumb";
        Out = Open(1, Console.IsOutputRedirected, Console.OpenStandardOutput, Buffer);
        Error = Open(2, Console.IsErrorRedirected, Console.OpenStandardError, -1);
        OutStyle = new Style(colours && !Console.IsOutputRedirected);
        ErrorStyle = new Style(colours && !Console.IsErrorRedirected);
        ErrorIsTerminal = !Console.IsErrorRedirected && environment("TERM") != "dumb";
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public int OutWidth => Console.IsOutputRedirected ? int.MaxValue : Size().Columns;

    public (int Columns, int Lines) ErrorSize => Size();

    public bool ErrorIsTerminal { get; }

    public Style OutStyle { get; }

    public Style ErrorStyle { get; }

    public static SystemTerminal Create() => new(Environment.GetEnvironmentVariable);

    private static StreamWriter Open(int descriptor, bool redirected, Func<Stream> standard, int buffer) =>
        new(redirected && !OperatingSystem.IsWindows() ? Pipe(descriptor) ?? standard() : standard(), Utf8, buffer) { AutoFlush = true, NewLine = "\n" };

    // The console's stream swallows EPIPE, so 'portorch logs -f | head' would go on for ever. A file keeps the console's stream: a FileStream
    // writes at its own position and would overwrite what standard error writes to the same file.
    private static FileStream? Pipe(int descriptor)
    {
        try
        {
            var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? null : stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static (int Columns, int Lines) Size()
    {
        try
        {
            return Console.WindowWidth > 0 ? (Console.WindowWidth, Console.WindowHeight) : (80, 25);
        }
        catch (IOException)
        {
            return (80, 25);
        }
    }
}
