using System.Text.Json;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Tests.Resolution;

internal sealed class LargeProjectTests
{
    [Test]
    public void Resolve_TwiceAsManyServices_TakesTwiceTheRoomAndNotFourTimes()
    {
        var ratio = (double)Size(400) / Size(200);

        Assert.That(ratio, Is.LessThan(2.3));
    }

    [Test]
    public void Linked_AfterTheWire_EachServiceHasItsWholeEnvironment()
    {
        var spec = Some.Resolve(200);

        var read = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(Command(spec), SupervisionJson.Default.UpCommand), SupervisionJson.Default.UpCommand)!.Project.Linked();

        Assert.That(read.Services.Select(s => s.Environment.OrderBy(v => v.Key, StringComparer.Ordinal)), Is.EqualTo(spec.Services.Select(s => s.Environment.OrderBy(v => v.Key, StringComparer.Ordinal))));
        Assert.That(read.Services[7].Environment, Has.Count.GreaterThan(400));
        Assert.That(read.Services[7].Environment["PORT"], Is.EqualTo("20007"));
        Assert.That(read.Services[7].Environment["S8_PORT"], Is.EqualTo("20008"));
    }

    private static int Size(int services) => JsonSerializer.SerializeToUtf8Bytes(Command(Some.Resolve(services)), SupervisionJson.Default.UpCommand).Length;

    private static UpCommand Command(Supervision.Specs.ProjectSpec spec) => new() { Project = spec, Services = [.. spec.Services.Select(s => s.Name)] };
}
