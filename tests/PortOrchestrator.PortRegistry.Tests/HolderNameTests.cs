using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class HolderNameTests
{
    [TestCase(
        "/usr/bin/docker-proxy -proto tcp -host-ip 0.0.0.0 -host-port 5432 -container-ip 172.17.0.2 -container-port 5432",
        "Docker (docker-proxy for container 172.17.0.2:5432)")]
    [TestCase("/usr/bin/docker-proxy", "Docker (docker-proxy for a container)")]
    [TestCase("/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock", "Docker (dockerd, for itself or a container)")]
    [TestCase("rootlesskit --net=slirp4netns --port-driver=builtin dockerd-rootless.sh", "Docker (rootlesskit for a container)")]
    [TestCase("/Applications/Docker.app/Contents/MacOS/com.docker.backend services", "Docker Desktop (com.docker.backend for a container)")]
    [TestCase(@"C:\Tools\Docker\resources\com.docker.backend.exe", "Docker Desktop (com.docker.backend for a container)")]
    [TestCase("com.docker.vpnkit --ethernet fd:3", "Docker Desktop (com.docker.vpnkit for a container)")]
    [TestCase(@"C:\Windows\System32\wslrelay.exe", "WSL (wslrelay for a process inside Linux)")]
    [TestCase("/usr/bin/conmon --api-version 1 -c 0a1b -u 0a1b -r /usr/bin/crun -n shop-db --exit-dir /run", "Podman (conmon for container shop-db)")]
    [TestCase("rootlessport", "Podman (rootlessport for a container)")]
    [TestCase("/usr/bin/pasta --config-net -t 5432-5432:5432-5432", "Podman (pasta for a container)")]
    [TestCase("kubectl port-forward svc/db 5432:5432", "kubectl port-forward svc/db 5432:5432")]
    [TestCase("node docker-proxy", "node docker-proxy")]
    public void Of_CommandLine_SaysForWhomItListens(string line, string name) => Assert.That(HolderName.Of(line.Split(' ')), Is.EqualTo(name));

    [Test]
    public void Of_LongCommandWithLineBreaks_IsOneShortLine()
    {
        var text = HolderName.Of(["sh", "-c", "a\nb\u001b[31m", new string('x', 500)]);

        Assert.That(text, Does.StartWith("sh -c a b [31m x").And.EndWith("x…").And.Length.EqualTo(200));
    }
}
