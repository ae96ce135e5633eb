using System.Text.Json;
using System.Text.Json.Serialization;
using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Protocol;

/// <summary>The JSON of the journal and of the supervisor's socket.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpCommand))]
[JsonSerializable(typeof(UpReply))]
[JsonSerializable(typeof(ReloadCommand))]
[JsonSerializable(typeof(ReloadReply))]
[JsonSerializable(typeof(ServiceDefinition))]
[JsonSerializable(typeof(ConfigurationReport))]
[JsonSerializable(typeof(ConfigurationWatch))]
[JsonSerializable(typeof(StopCommand))]
[JsonSerializable(typeof(StopReport))]
[JsonSerializable(typeof(ReleaseCommand))]
[JsonSerializable(typeof(SignalCommand))]
[JsonSerializable(typeof(SignalReply))]
[JsonSerializable(typeof(KeysCommand))]
[JsonSerializable(typeof(ClearLogsCommand))]
[JsonSerializable(typeof(ClearLogsReply))]
[JsonSerializable(typeof(UpgradeCommand))]
[JsonSerializable(typeof(UpgradeReply))]
[JsonSerializable(typeof(ProgramDescription))]
[JsonSerializable(typeof(HandoverState))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(ProjectSnapshot))]
[JsonSerializable(typeof(ProjectIdentity))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(LogPosition))]
[JsonSerializable(typeof(ServiceSpec))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SupervisionJson : JsonSerializerContext
{
    /// <summary>Makes what describes a start and its answer, which takes milliseconds, while there is nothing else to do. Thread-safe.</summary>
    public static void Prepare()
    {
        _ = Default.UpCommand;
        _ = Default.UpReply;
    }
}
