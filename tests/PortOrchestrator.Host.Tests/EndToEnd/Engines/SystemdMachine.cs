using System.Diagnostics;

namespace PortOrchestrator.Host.Tests.EndToEnd.Engines;

/// <summary>A systemd of the tests' own, the first process of its namespaces, and programs that talk to it.</summary>
internal sealed class SystemdMachine : IDisposable
{
    private readonly PrivateMachine _machine;

    private SystemdMachine(PrivateMachine machine) => _machine = machine;

    /// <summary>A folder for PATH whose <c>systemctl</c> and <c>journalctl</c> enter the machine.</summary>
    public string Programs => Path.Combine(_machine.Folder, "bin");

    public static async Task<SystemdMachine> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portorch-systemd-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "units"));
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        WriteUnit(folder, "test.target", "[Unit]\nDefaultDependencies=no\nWants=systemd-journald.service\nAfter=systemd-journald.service\n");
        // Its tmpfiles and journal must find nothing of the machine's.
        var machine = new SystemdMachine(new PrivateMachine(folder, ["--uts", "--ipc"], $"""
            mount -t tmpfs tmpfs /run
            mkdir -p /run/systemd/system /run/lock
            mount --bind {folder}/units /run/systemd/system
            mount -t tmpfs tmpfs /tmp
            mount -t tmpfs tmpfs /var/tmp
            mount -t tmpfs tmpfs /var/log
            export container=docker
            exec /lib/systemd/systemd --system --unit=test.target --log-target=null
            """));
        try
        {
            await machine.WaitAsync();
            return machine;
        }
        catch
        {
            machine.Dispose();
            throw;
        }
    }

    /// <summary>Adds a service that runs a shell script; dollar signs are the shell's.</summary>
    public async Task AddAsync(string unit, string script, string more = "")
    {
        var command = script.Replace("$", "$$", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal);
        WriteUnit(_machine.Folder, unit, $"[Unit]\nDefaultDependencies=no\n[Service]\n{more}\nExecStart=/bin/sh -c '{command}'\n");
        await ControlAsync("daemon-reload");
    }

    public async Task<CliRun> ControlAsync(params string[] arguments)
    {
        using var run = new ProgramRun(new ProcessStartInfo(Path.Combine(Programs, "systemctl"), arguments));
        return await run.EndAsync();
    }

    public void Dispose()
    {
        // systemd takes SIGTERM for a wish to be started again.
        if (_machine.FirstPid is > 0 and var first) Processes.Signal("KILL", first);
        _machine.Dispose();
        Directory.Delete(_machine.Folder, recursive: true);
    }

    private static void WriteUnit(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, "units", name), text);

    private async Task WaitAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (_machine.FirstPid is > 0 and var first)
            {
                // systemd answers only whom it can see, in its process namespace. The other stays outside: in there without its processes
                // it would find no /proc/self, by which it asks to be told of changes.
                WriteProgram("systemctl", $"nsenter -t {first} -m -u -i -p -- {Real("systemctl")}");
                WriteProgram("journalctl", $"{Real("journalctl")} --directory /proc/{first}/root/run/log/journal");
                if ((await ControlAsync("is-active", "test.target")).Out.Trim() == "active") return;
            }

            if (_machine.HasEnded || TimeProvider.System.GetElapsedTime(started) > PrivateMachine.Patience) throw new InvalidOperationException("systemd does not come up:\n" + _machine.Said);
            await Task.Delay(100);
        }
    }

    private void WriteProgram(string name, string command)
    {
        var path = Path.Combine(Programs, name);
        if (File.Exists(path) || OperatingSystem.IsWindows()) return;
        File.WriteAllText(path, $"#!/bin/sh\nexec {command} \"$@\"\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    private static string Real(string program) => new[] { "/bin", "/usr/bin" }.Select(f => Path.Combine(f, program)).First(File.Exists);
}
