using System.Buffers;
using System.Text;
using PortOrchestrator.Supervision.Logs.Files;

namespace PortOrchestrator.Supervision.Tests.Logs.Files;

public sealed class LineFormatTests
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 4, 15, 6, 7, TimeSpan.Zero);
    private static readonly LogFileDefinition Standard = new() { Path = "/x" };

    [Test]
    public void Json_Standard_HasLevelProcessReplicaAndMessage() => Assert.That(
        Json(Standard, "say \"ä\" \e[1m\u0001\t\\"), Is.EqualTo("""{"level":"info","process":"web","replica":2,"message":"say \"ä\" \u001B[1m\u0001\t\\"}""" + "\n"));

    [Test]
    public void Json_StandardError_IsAnError() => Assert.That(Json(Standard, "x", isError: true), Does.StartWith("""{"level":"error",""" + "\""));

    [Test]
    public void Json_NoMetadataAndATime_IsLevelTimeMessage() => Assert.That(
        Json(Standard with { Metadata = false, AddTime = true, TimeLayout = "2006" }, "x"), Is.EqualTo("""{"level":"info","time":"2026","message":"x"}""" + "\n"));

    [Test]
    public void Json_TimeWithoutALayout_IsRfc3339() => Assert.That(
        Json(Standard with { AddTime = true }, "x"),
        Does.Contain($"\"time\":\"{Moment.ToLocalTime():yyyy-MM-ddTHH:mm:ss}"));

    [Test]
    public void Json_UnixTime_IsANumber() => Assert.That(Json(Standard with { AddTime = true, TimeLayout = "UNIXMS" }, "x"), Does.Contain("\"time\":1772636767000,"));

    [Test]
    public void Text_Standard_IsLevelMessageAndWhere() => Assert.That(Text(Standard, "hello"), Is.EqualTo("INF hello process=web replica=2\n"));

    [Test]
    public void Text_Order_IsFollowedAndWhatIsNotNamedIsLeftOut() => Assert.That(
        Text(Standard with { AddTime = true, TimeLayout = "2006", Metadata = false, FieldsOrder = ["message", "time"] }, "hello", isError: true), Is.EqualTo("hello 2026\n"));

    [Test]
    public void Text_OrderWithProcess_NamesIt() => Assert.That(
        Text(Standard with { FieldsOrder = ["process", "level", "message"] }, "hello", isError: true), Is.EqualTo("web ERR hello process=web replica=2\n"));

    [Test]
    public void Text_Colours_AreThoseOfProcessCompose() => Assert.That(
        Text(Standard with { Colours = true }, "hello"),
        Is.EqualTo("\e[32mINF\e[0m \e[1mhello\e[0m \e[36mprocess=\e[0mweb \e[36mreplica=\e[0m2\n"));

    private static string Json(LogFileDefinition definition, string line, bool isError = false) => Write(new JsonLineFormat(definition), line, isError);

    private static string Text(LogFileDefinition definition, string line, bool isError = false) => Write(new TextLineFormat(definition), line, isError);

    private static string Write(ILogLineFormat format, string line, bool isError)
    {
        var buffer = new ArrayBufferWriter<byte>();
        format.Write(buffer, new LogFileSource("/logs/web.log", "web", 2, isError, 0), line, Moment);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
