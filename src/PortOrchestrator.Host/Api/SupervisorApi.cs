using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PortOrchestrator.Host.Supervisor;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Api;

/// <summary>Answers the requests of front ends: a thin face of the engine.</summary>
internal sealed class SupervisorApi(SupervisorEngine engine, SupervisorUpgrade upgrade, CancellationToken stopping)
{
    private const string Prefix = "/v1/";

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var route = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : "";
        try
        {
            await ((context.Request.Method, route) switch
            {
                ("GET", SupervisorRoutes.Project) => ProjectAsync(context),
                ("GET", SupervisorRoutes.Events) => EventsAsync(context),
                ("POST", SupervisorRoutes.Up) => UpAsync(context),
                ("POST", SupervisorRoutes.Reload) => ReloadAsync(context),
                ("POST", SupervisorRoutes.Configuration) => ConfigurationAsync(context),
                ("POST", SupervisorRoutes.Stop) => StopAsync(context),
                ("POST", SupervisorRoutes.Release) => ReleaseAsync(context),
                ("POST", SupervisorRoutes.Force) => ForceAsync(context),
                ("POST", SupervisorRoutes.Dismiss) => DismissAsync(context),
                ("POST", SupervisorRoutes.Sessions) => SessionsAsync(context),
                ("POST", SupervisorRoutes.Signal) => SignalAsync(context),
                ("POST", SupervisorRoutes.Keys) => KeysAsync(context),
                ("POST", SupervisorRoutes.ClearLogs) => ClearLogsAsync(context),
                ("POST", SupervisorRoutes.Upgrade) => UpgradeAsync(context),
                ("GET", SupervisorRoutes.Terminal) => TerminalAsync(context),
                _ => RefuseAsync(context, 404, ErrorCode.InvalidArgument, $"There is no route {context.Request.Method} {path}."),
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the supervisor goes.
        }
        catch (JsonException e)
        {
            await RefuseAsync(context, 400, ErrorCode.InvalidArgument, $"The request is not the JSON document that was expected: {e.Message}").ConfigureAwait(false);
        }
        catch (HandingOverException e)
        {
            // Asked again, whoever comes next answers.
            await RefuseAsync(context, 503, e.Code, e.Message).ConfigureAwait(false);
        }
        catch (PortOrchestratorException e)
        {
            await RefuseAsync(context, 409, e.Code, e.Message).ConfigureAwait(false);
        }
    }

    private async Task ProjectAsync(HttpContext context) =>
        await WriteAsync(context, await engine.GetSnapshotAsync(context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.ProjectSnapshot).ConfigureAwait(false);

    private async Task UpAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.UpCommand).ConfigureAwait(false);
        await WriteAsync(context, await engine.UpAsync(command with { Project = command.Project.Linked() }, context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.UpReply).ConfigureAwait(false);
    }

    private async Task ReloadAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.ReloadCommand).ConfigureAwait(false);
        await WriteAsync(context, await engine.ReloadAsync(command with { Project = command.Project.Linked() }, context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.ReloadReply).ConfigureAwait(false);
    }

    private async Task ConfigurationAsync(HttpContext context)
    {
        var report = await ReadAsync(context, SupervisionJson.Default.ConfigurationReport).ConfigureAwait(false);
        await engine.RefuseConfigurationAsync(report, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = 204;
    }

    private async Task StopAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.StopCommand).ConfigureAwait(false);
        await WriteAsync(context, await engine.StopAsync(command, context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.StopReport).ConfigureAwait(false);
    }

    private async Task ReleaseAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.ReleaseCommand).ConfigureAwait(false);
        await WriteAsync(context, await engine.ReleaseAsync(command, context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.StopReport).ConfigureAwait(false);
    }

    private Task ForceAsync(HttpContext context)
    {
        engine.ForceStop();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private Task DismissAsync(HttpContext context)
    {
        engine.Dismiss();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task SessionsAsync(HttpContext context) =>
        await WriteAsync(context, await engine.HearSessionsAsync(context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.ProjectSnapshot).ConfigureAwait(false);

    private async Task SignalAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.SignalCommand).ConfigureAwait(false);
        await WriteAsync(context, await engine.SignalAsync(command, context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.SignalReply).ConfigureAwait(false);
    }

    private async Task ClearLogsAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.ClearLogsCommand).ConfigureAwait(false);
        await WriteAsync(context, await engine.ClearLogsAsync(command, context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.ClearLogsReply).ConfigureAwait(false);
    }

    private async Task KeysAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.KeysCommand).ConfigureAwait(false);
        await engine.SendKeysAsync(command, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = 204;
    }

    private async Task UpgradeAsync(HttpContext context)
    {
        var command = await ReadAsync(context, SupervisionJson.Default.UpgradeCommand).ConfigureAwait(false);
        await WriteAsync(context, await upgrade.PrepareAsync(command, context.RequestAborted).ConfigureAwait(false), SupervisionJson.Default.UpgradeReply).ConfigureAwait(false);
    }

    private async Task TerminalAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var size = new TerminalSize(Number("columns"), Number("rows"));
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        if (upgrade?.IsUpgradableRequest != true || context.Request.Headers.Upgrade != TerminalFrame.Protocol || !size.IsValid)
        {
            await RefuseAsync(context, 400, ErrorCode.InvalidArgument, $"A terminal is attached with 'Upgrade: {TerminalFrame.Protocol}' and its size.").ConfigureAwait(false);
            return;
        }

        var terminal = await engine.GetTerminalAsync(query["service"].ToString(), context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.Upgrade = TerminalFrame.Protocol;
        var stream = await upgrade.UpgradeAsync().ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        // Not until the request is aborted: that is so as soon as the client has said its last, which is still to be typed.
        await TerminalRelay.RunAsync(terminal, size, query["attachment"], stream, stopping).ConfigureAwait(false);

        int Number(string name) => int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await foreach (var snapshot in engine.WatchAsync(ended.Token).ConfigureAwait(false))
        {
            // One write, so that a stream that is torn is torn between lines, not before the end of one.
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(snapshot, SupervisionJson.Default.ProjectSnapshot), (byte)'\n'];
            await context.Response.Body.WriteAsync(line, ended.Token).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(ended.Token).ConfigureAwait(false);
        }

        if (!engine.HandsOver) return;
        await context.Response.WriteAsync(SupervisorRoutes.HandsOver + "\n", context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type) =>
        await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false)
            ?? throw new JsonException("the document is null");

    private static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task RefuseAsync(HttpContext context, int status, ErrorCode code, string message)
    {
        if (context.Response.HasStarted) return;
        context.Response.StatusCode = status;
        await WriteAsync(context, new ErrorReply(code, message), SupervisionJson.Default.ErrorReply).ConfigureAwait(false);
    }
}
