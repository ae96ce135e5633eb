using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>How the program's documents are written; generated, so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(ProjectDocument))]
[JsonSerializable(typeof(IReadOnlyList<ProjectDocument>))]
[JsonSerializable(typeof(UpDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(DownDocument))]
[JsonSerializable(typeof(IReadOnlyList<DownDocument>))]
[JsonSerializable(typeof(DownPlanDocument))]
[JsonSerializable(typeof(IReadOnlyList<DownPlanDocument>))]
[JsonSerializable(typeof(LogLineDocument))]
[JsonSerializable(typeof(EnvironmentDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(InitDocument))]
[JsonSerializable(typeof(IReadOnlyList<FindingDocument>))]
[JsonSerializable(typeof(AllocationDocument))]
[JsonSerializable(typeof(IReadOnlyList<AllocationDocument>))]
[JsonSerializable(typeof(DecisionDocument))]
[JsonSerializable(typeof(BlockDocument))]
[JsonSerializable(typeof(PortTestDocument))]
[JsonSerializable(typeof(SignalDocument))]
[JsonSerializable(typeof(LogsClearedDocument))]
[JsonSerializable(typeof(SessionStartDocument))]
[JsonSerializable(typeof(IReadOnlyList<SessionDocument>))]
[JsonSerializable(typeof(IReadOnlyList<HolderDocument>))]
[JsonSerializable(typeof(TrustDocument))]
[JsonSerializable(typeof(ApprovalListDocument))]
[JsonSerializable(typeof(FolderDocument))]
[JsonSerializable(typeof(HookDocument))]
internal sealed partial class HostJsonContext : JsonSerializerContext
{
    /// <summary>The context with quotes and letters of all languages left legible; the output is never put into HTML.</summary>
    public static HostJsonContext Legible { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
