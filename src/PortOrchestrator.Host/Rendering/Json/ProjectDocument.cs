using System.Text.Json.Serialization;

namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>The document of <c>ps --json</c>; keys and order are a contract.</summary>
internal sealed record ProjectDocument(
    string Project,
    string ProjectId,
    string Checkout,
    string Root,
    SupervisorDocument? Supervisor,
    IReadOnlyList<ServiceDocument> Services,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConfigurationDocument? Configuration = null)
{
    public static ProjectDocument From(ProjectSnapshot s) => new(
        s.Project,
        s.ProjectId,
        s.Checkout,
        s.Root,
        SupervisorDocument.From(s.Supervisor),
        [.. s.Services.Select(ServiceDocument.From)],
        ConfigurationDocument.From(s.Configuration));
}
