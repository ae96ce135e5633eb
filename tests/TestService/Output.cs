using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.TestService;

internal static class Output
{
    public static void WriteStart(Options options)
    {
        foreach (var text in options.Print) Console.Out.WriteLine(text);
        if (options.Lines > 0) WriteLines(options);
        if (options.Binary > 0) WriteBinary(options.Binary);
    }

    private static void WriteLines(Options options)
    {
        using var output = Console.OpenStandardOutput();
        if (options.AlternateError)
        {
            // Unbuffered, so that the order in a shared file is the order of writing.
            using var error = Console.OpenStandardError();
            for (var i = 1; i <= options.Lines; i++) (i % 2 == 0 ? error : output).Write(Line(i));
            return;
        }

        var clock = Stopwatch.StartNew();
        var line = new byte[Math.Max(options.LineLength, 32)];
        using (var buffered = options.LineByLine ? output : new BufferedStream(output, 65536))
        {
            for (var i = 1; i <= options.Lines; i++) buffered.Write(line.AsSpan(0, Format(line, i, options.LineLength)));
        }

        if (options.TimeFile is { } file) File.WriteAllText(file, clock.Elapsed.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static int Format(Span<byte> line, int number, int length)
    {
        "line "u8.CopyTo(line);
        number.TryFormat(line[5..], out var digits, default, CultureInfo.InvariantCulture);
        var end = Math.Max(5 + digits, length - 1);
        line[(5 + digits)..end].Fill((byte)'.');
        line[end] = (byte)'\n';
        return end + 1;
    }

    private static byte[] Line(int number) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"line {number}\n"));

    private static void WriteBinary(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)(i * 7);
        using var output = Console.OpenStandardOutput();
        output.Write(bytes);
    }
}
