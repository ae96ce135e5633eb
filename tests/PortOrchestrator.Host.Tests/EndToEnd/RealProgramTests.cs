using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Programs that people run: each is started, used, restarted and stopped.</summary>
public sealed class RealProgramTests : EndToEndFixture
{
    [Test]
    public async Task RedisPostgresNginx_InThreeTiers_AreStartedUsedRestartedAndStopped()
    {
        var redis = Require("redis-server");
        var nginx = Require("nginx");
        var postgres = Path.GetDirectoryName(Require([.. PostgresFolders().Select(f => Path.Combine(f, "initdb"))]))!;
        var (prefix, owner) = Unprivileged();
        Directory.CreateDirectory(Path.Combine(Folder, "db"));
        if (owner is not null) await RunToolAsync("chown", "-R", owner, Path.Combine(Folder, "db"));
        if (owner is not null) await RunToolAsync("chmod", "711", Path.GetDirectoryName(Folder)!, Folder);
        WriteNginx();
        WriteServices(
            new
            {
                name = "redis",
                tier = 0,
                start_command = $"exec {redis} --port $PORT --bind 127.0.0.1 --save '' --dir {Folder}",
                ports = Auto(),
                health_check = "tcp://localhost:$REDIS_PORT",
            },
            new
            {
                name = "postgres",
                tier = 1,
                start_command =
                    $"cd db && {{ [ -e data ] || {prefix}{postgres}/initdb -D data -U test -A trust -N > /dev/null; }} && exec {prefix}{postgres}/postgres -D data -p $PORT -k '' -h 127.0.0.1 -F",
                ports = Auto(),
                health_check = $"exec:{postgres}/psql -h 127.0.0.1 -p $POSTGRES_PORT -U test -d postgres -c 'select 1'",
                shutdown = new { signal = "SIGINT" },
            },
            new
            {
                name = "nginx",
                tier = 2,
                start_command = $"sed s/PORT/$PORT/ nginx.template > nginx.conf && exec {nginx} -p {Folder} -c {Folder}/nginx.conf -e stderr",
                ports = Auto(),
                health_check = "http://localhost:$NGINX_PORT/hello",
                dependencies = new[] { "redis", "postgres" },
            });

        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        foreach (var name in new[] { "redis", "postgres", "nginx" })
        {
            Assert.That(State(ps, name), Is.EqualTo("running"));
            Assert.That((string?)Service(ps, name)["health"], Is.EqualTo("healthy"));
        }

        Assert.That(await RedisAsync(Port(ps, "redis"), "SET greeting hello"), Is.EqualTo("+OK"));
        Assert.That(await RedisAsync(Port(ps, "redis"), "GET greeting"), Is.EqualTo("$5"));
        Assert.That(await GetAsync(Port(ps, "nginx"), "/hello"), Is.EqualTo("hi"));
        var psql = await Start($"{postgres}/psql", ["-h", "127.0.0.1", "-p", $"{Port(ps, "postgres")}", "-U", "test", "-d", "postgres", "-tAc", "select 6 * 7"]).EndAsync();
        Assert.That(psql.Out.Trim(), Is.EqualTo("42"), psql.ToString());

        var restart = await ExpectAsync(0, "restart", "nginx");
        var after = await PsAsync();
        Assert.That(Pid(after, "nginx"), Is.Not.EqualTo(Pid(ps, "nginx")), restart.ToString());
        Assert.That(Pid(after, "redis"), Is.EqualTo(Pid(ps, "redis")));
        Assert.That(Port(after, "nginx"), Is.EqualTo(Port(ps, "nginx")));
        Assert.That(await GetAsync(Port(after, "nginx"), "/hello"), Is.EqualTo("hi"));

        var down = await ExpectAsync(0, "down", "--timeout", "10");
        Assert.That(down.Error, Does.Not.Contain("killed"), "all of them end when they are asked to");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task ZooKeeper_WithAnHttpAddressAsCheck_IsHealthyWithOneWarning()
    {
        var java = Require("java");
        var jar = Require("/usr/share/java/zookeeper.jar");
        WriteServices(new
        {
            name = "zookeeper",
            start_command = $"printf 'tickTime=2000\\ndataDir={Folder}/zk\\nclientPort=%s\\nadmin.enableServer=false\\n' $ZOOKEEPER_PORT > zoo.cfg && "
                + $"exec {java} -XX:TieredStopAtLevel=1 -cp '/etc/zookeeper/conf:{jar}:{Path.GetDirectoryName(jar)}/*' org.apache.zookeeper.server.quorum.QuorumPeerMain zoo.cfg",
            ports = Auto(),
            health_check = "http://localhost:$ZOOKEEPER_PORT",
            timeout_seconds = 30,
        });

        var up = await ExpectAsync(0, "up", "-d");
        var zookeeper = await ServiceAsync("zookeeper");

        Assert.That((string?)zookeeper["health"], Is.EqualTo("healthy"));
        Assert.That(up.Error.Split($"tcp://localhost:{(int)zookeeper["ports"]![0]!["port"]!}"), Has.Length.EqualTo(2), "one warning:\n" + up);
        await ExpectAsync(0, "down", "--timeout", "5");
        await NothingIsLeftAsync();
    }

    private static IEnumerable<string> PostgresFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin"))
            : ["/usr/bin"];

    // postgres refuses to work for the administrator.
    private static (string Prefix, string? Owner) Unprivileged() =>
        Environment.IsPrivilegedProcess ? ($"{Require("setpriv")} --reuid=postgres --regid=postgres --clear-groups ", "postgres") : ("", null);

    private void WriteNginx() => WriteFile(
        "nginx.template",
        """
        daemon off;
        pid nginx.pid;
        worker_processes 2;
        error_log stderr;
        events { }
        http {
          access_log off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          server { listen 127.0.0.1:PORT; location = /hello { return 200 "hi"; } }
        }
        """);

    private static object Auto() => new { @default = new { mode = "auto" } };

    private static async Task RunToolAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(tool, arguments);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, tool);
    }

    private static async Task<string?> RedisAsync(int port, string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync();
    }
}
