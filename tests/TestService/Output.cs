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

        using var buffered = new BufferedStream(output, 65536);
        for (var i = 1; i <= options.Lines; i++) buffered.Write(Line(i));
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
