using System.Diagnostics;

namespace PortOrchestrator.Host.Tests.EndToEnd.Engines;

/// <summary>A Docker daemon of the tests' own, with one small image.</summary>
internal sealed class DockerMachine : IDisposable
{
    public const string Image = "portorch-test:1";

    private readonly PrivateMachine _machine;

    private DockerMachine(PrivateMachine machine) => _machine = machine;

    public string Host => "unix://" + Path.Combine(_machine.Folder, "docker.sock");

    public static async Task<DockerMachine> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portorch-docker-").FullName;
        var machine = new DockerMachine(new PrivateMachine(folder, [], $"""
            mount -t tmpfs tmpfs /run
            export DOCKER_TMPDIR={folder}/tmp
            exec dockerd --data-root {folder}/data --exec-root {folder}/exec --pidfile {folder}/pid -H unix://{folder}/docker.sock \
              --storage-driver vfs --iptables=false --ip6tables=false --bridge=none
            """));
        try
        {
            await machine.WaitAsync();
            await machine.MakeImageAsync();
            return machine;
        }
        catch
        {
            machine.Dispose();
            throw;
        }
    }

    public async Task<CliRun> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _machine.Folder };
        start.Environment["DOCKER_HOST"] = Host;
        using var run = new ProgramRun(start);
        return await run.EndAsync(60);
    }

    public void Dispose()
    {
        _machine.Dispose();
        Directory.Delete(_machine.Folder, recursive: true);
    }

    private async Task WaitAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while ((await RunAsync("docker", "version")).ExitCode != 0)
        {
            if (_machine.HasEnded || TimeProvider.System.GetElapsedTime(started) > PrivateMachine.Patience) throw new InvalidOperationException("dockerd does not come up:\n" + _machine.Said);
            await Task.Delay(100);
        }
    }

    private async Task MakeImageAsync()
    {
        var root = Directory.CreateDirectory(Path.Combine(_machine.Folder, "image", "bin")).FullName;
        File.Copy("/bin/busybox", Path.Combine(root, "busybox"));
        foreach (var program in new[] { "sh", "sleep", "echo", "test", "touch", "httpd", "usleep" }) File.CreateSymbolicLink(Path.Combine(root, program), "busybox");
        var made = await RunAsync("sh", "-c", $"tar -C image -c . | docker import - {Image}");
        if (made.ExitCode != 0) throw new InvalidOperationException("the image cannot be made:\n" + made);
    }
}
