using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests;

internal sealed class PortTests : ConfigurationFixture
{
    [TestCase("\"port\": 80", "default:80:Exact")]
    [TestCase("\"port\": 80, \"start_command\": \"serve $PORT\"", "default:80:Prefer")]
    [TestCase("\"port\": 80, \"start_command\": \"serve ${PORT:-80}\"", "default:80:Prefer")]
    [TestCase("\"port\": 80, \"start_command\": \"serve $WEB_PORT\"", "default:80:Prefer")]
    [TestCase("\"port\": 80, \"start_command\": \"serve %PORT%\"", "default:80:Prefer")]
    [TestCase("\"port\": 80, \"start_command\": \"serve {{ports.web}}\"", "default:80:Prefer")]
    [TestCase("\"port\": 80, \"start_command\": [\"serve\", \"{{ ports.web.default }}\"]", "default:80:Prefer")]
    [TestCase("\"port\": 80, \"start_command\": \"serve $PORTAL $DB_PORT {{ports.db}}\"", "default:80:Exact")]
    [TestCase("\"port\": 80, \"env\": { \"URLS\": \"http://localhost:$PORT\" }", "default:80:Prefer")]
    [TestCase("\"ports\": { \"a\": 80, \"b\": 81 }, \"start_command\": \"x $PORT\"", "a:80:Prefer b:81:Exact")]
    [TestCase("\"ports\": { \"a\": 80, \"b\": 81 }, \"start_command\": \"x $WEB_B_PORT\"", "a:80:Exact b:81:Prefer")]
    [TestCase("\"ports\": { \"a\": { \"port\": 80, \"env\": \"HTTP\" } }", "a:80:Prefer")]
    [TestCase("\"ports\": { \"a\": { \"port\": 80, \"mode\": \"prefer\" } }", "a:80:Prefer")]
    [TestCase("\"ports\": { \"a\": { \"port\": 80, \"mode\": \"exact\" } }, \"start_command\": \"x $PORT\"", "a:80:Exact")]
    [TestCase("\"ports\": { \"a\": { } }", "a::Auto")]
    [TestCase("\"port\": 80, \"ports\": { \"admin\": 81 }", "default:80:Exact admin:81:Exact")]
    [TestCase("\"start_command\": \"serve $PORT\"", "default::Auto*")]
    [TestCase("\"start_command\": \"serve\"", "")]
    [TestCase("\"health_check\": \"http://localhost:80/x\"", "default:80:Exact*")]
    [TestCase("\"health_check\": \"tcp://[::1]:80\"", "default:80:Exact*")]
    [TestCase("\"health_check\": \"tcp://127.0.0.1:80\", \"start_command\": \"x $PORT\"", "default:80:Prefer*")]
    [TestCase("\"health_check\": \"http://example.org:80\"", "")]
    [TestCase("\"health_check\": \"http://localhost:$PORT\"", "")]
    [TestCase("\"port\": 81, \"health_check\": \"http://localhost:80\"", "default:81:Exact")]
    [TestCase("\"start_command\": \"x --port 90\"", "port-90:90:Exact*")]
    [TestCase("\"port\": 90, \"start_command\": \"x --port=90\"", "default:90:Exact")]
    [TestCase("\"port\": 80, \"start_command\": \"docker run -p 90:80 -p 127.0.0.1:91:1 -p 92:2/udp -e X_PORT=93 i\"", "default:80:Exact port-90:90:Exact* port-91:91:Exact* port-92-udp:92:Exact*")]
    [TestCase("\"start_command\": \"HTTP_PORT=90 x --port 70000 -p 5\"", "port-90:90:Exact*")]
    [TestCase("\"env\": { \"HTTP_PORT\": 90, \"OTHER\": 91, \"BAD_PORT\": \"x\" }", "port-90:90:Exact*")]
    public async Task ReadAsync_Ports_HaveNumberAndMode(string keys, string expected)
    {
        var service = await ServiceAsync(keys);

        Assert.That(string.Join(' ', service.Ports.Select(p => $"{p.Name}:{p.Port}:{p.Mode}{(p.Inferred ? "*" : "")}")), Is.EqualTo(expected));
    }

    [Test]
    public async Task ReadAsync_PortOfAnotherService_IsNotInferredAsOwn()
    {
        var result = await ReadAsync(
            """{ "services": [ { "name": "api", "start_command": "x", "env": { "DB_PORT": "5432" } }, { "name": "db", "start_command": "y", "port": 5432 } ] }""");

        Assert.That(result.Definition!.Services[0].Ports, Is.Empty);
        Assert.That(result.Definition.Services[1].Ports, Has.Count.EqualTo(1));
    }

    [TestCase("\"health_check\": \"\", \"port\": 80", "tcp://localhost:80")]
    [TestCase("\"health_check\": \" \", \"port\": 80, \"start_command\": \"x $PORT\"", "tcp://localhost:${PORT}")]
    [TestCase("\"health_check\": \"\"", null)]
    [TestCase("\"port\": 80", null)]
    [TestCase("\"health_check\": \"exec: pg_isready -q\"", "exec:pg_isready -q")]
    [TestCase("\"health_check\": \"tcp://db:5432/\"", "tcp://db:5432")]
    [TestCase("\"readiness_probe\": { \"tcp\": 5432 }", "tcp://localhost:5432")]
    [TestCase("\"readiness_probe\": { \"http\": { \"url\": \"http://localhost:1/x\", \"status\": 204 } }", "http://localhost:1/x")]
    [TestCase("\"readiness_probe\": { \"exec\": [\"a\", \"b\"] }", "exec:a b")]
    [TestCase("\"readiness_probe\": { \"notify\": true }", "notify")]
    [TestCase("\"readiness_probe\": { \"log\": \"ready$\" }", "log:ready$")]
    public async Task ReadAsync_Check_IsRead(string keys, string? expected) =>
        Assert.That((await ServiceAsync(keys)).Readiness?.Check.ToString(), Is.EqualTo(expected));

    [TestCase("http://localhost:80", true)]
    [TestCase("https://localhost:$PORT", true)]
    [TestCase("http://localhost:80/", false)]
    [TestCase("http://localhost:80/health", false)]
    [TestCase("http://localhost:80?x=1", false)]
    public async Task ReadAsync_HttpCheck_TakesAnyAnswerOnlyWithoutPath(string url, bool expected) =>
        Assert.That(((HttpCheck)(await ServiceAsync($"\"health_check\": \"{url}\"")).Readiness!.Check).AnyAnswer, Is.EqualTo(expected));
}
