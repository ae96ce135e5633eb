using System.Diagnostics;
using System.Globalization;

namespace PortOrchestrator.TestService;

internal static class Children
{
    public static void Spawn(Options options, int count)
    {
        for (var i = 0; i < count; i++)
        {
            // Started by hand through "dotnet testservice.dll", the program file is dotnet itself.
            var program = Environment.ProcessPath!;
            var start = new ProcessStartInfo(program) { UseShellExecute = false };
            if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
            if (options.SpawnSetsid) start.ArgumentList.Add("--setsid");
            if (options.SpawnIgnoreTerm) start.ArgumentList.Add("--ignore-term");
            if (options.SpawnClearEnvironment)
            {
                var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
                start.Environment.Clear();
                if (root is not null) start.Environment["DOTNET_ROOT"] = root;
            }

            using var child = Process.Start(start)!;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"child {child.Id}"));
        }
    }
}
