using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>Somebody who is not the administrator, who may read and write everything.</summary>
internal static class OtherUser
{
    public const string Id = "65534";

    private static readonly string[] Become = [$"--reuid={Id}", $"--regid={Id}", "--clear-groups"];

    /// <summary>Plans a child that this user runs; the test is skipped where it cannot.</summary>
    public static ProcessStartInfo Plan(params string[] arguments)
    {
        var plan = Child.Plan(arguments);
        if (!Environment.IsPrivilegedProcess) return plan;
        if (Run("setpriv", [.. Become, "test", "-r", typeof(Child).Assembly.Location]) != 0)
            Assert.Ignore("Only the administrator's programs can be run here: another user may not read this assembly.");
        plan.FileName = "setpriv";
        string[] rest = [.. plan.ArgumentList];
        plan.ArgumentList.Clear();
        foreach (var argument in (string[])[.. Become, "dotnet", .. rest]) plan.ArgumentList.Add(argument);
        return plan;
    }

    /// <summary>Gives a folder to this user.</summary>
    public static void Own(string folder)
    {
        if (Environment.IsPrivilegedProcess) Assert.That(Run("chown", ["-R", $"{Id}:{Id}", folder]), Is.Zero);
    }

    /// <summary>Reads who owns a file or folder.</summary>
    public static string OwnerOf(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%u:%g", path]) { RedirectStandardOutput = true })!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }

    public static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
