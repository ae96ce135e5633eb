using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Client;

/// <summary>Talks to a checkout's supervisor on its socket. Thread-safe.</summary>
internal sealed class SupervisorClient : IDisposable
{
    private const int MostHandoverAttempts = 250;
    private const int MostTornAttempts = 5;
    private static readonly TimeSpan HandoverPause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http;

    private SupervisorClient(string socket)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(socket, cancellationToken).ConfigureAwait(false), ownsSocket: true),
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://supervisor/v1/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Connects when a supervisor answers; null when none does.</summary>
    public static async Task<SupervisorClient?> TryConnectAsync(StatePaths paths, ProjectIdentity project, CancellationToken cancellationToken)
    {
        var socket = SupervisorEndpoint.Socket(paths, project);
        if (!File.Exists(socket)) return null;
        try
        {
            using var trial = await ConnectAsync(socket, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return null;
        }

        return new SupervisorClient(socket);
    }

    public Task<ProjectSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, SupervisorRoutes.Project, null, SupervisionJson.Default.ProjectSnapshot, cancellationToken);

    public Task<UpReply> UpAsync(UpCommand command, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, SupervisorRoutes.Up, JsonContent.Create(command, SupervisionJson.Default.UpCommand), SupervisionJson.Default.UpReply, cancellationToken);

    public Task<ReloadReply> ReloadAsync(ReloadCommand command, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, SupervisorRoutes.Reload, JsonContent.Create(command, SupervisionJson.Default.ReloadCommand), SupervisionJson.Default.ReloadReply, cancellationToken);

    public Task<StopReport> StopAsync(StopCommand command, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, SupervisorRoutes.Stop, JsonContent.Create(command, SupervisionJson.Default.StopCommand), SupervisionJson.Default.StopReport, cancellationToken);

    public Task<StopReport> ReleaseAsync(ReleaseCommand command, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, SupervisorRoutes.Release, JsonContent.Create(command, SupervisionJson.Default.ReleaseCommand), SupervisionJson.Default.StopReport, cancellationToken);

    public async Task RefuseConfigurationAsync(ConfigurationReport report, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(report, SupervisionJson.Default.ConfigurationReport);
        await TellAsync(SupervisorRoutes.Configuration, content, cancellationToken).ConfigureAwait(false);
    }

    public Task DismissAsync(CancellationToken cancellationToken) => TellAsync(SupervisorRoutes.Dismiss, null, cancellationToken);

    public Task ForceStopAsync(CancellationToken cancellationToken) => TellAsync(SupervisorRoutes.Force, null, cancellationToken);

    public Task<SignalReply> SignalAsync(SignalCommand command, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, SupervisorRoutes.Signal, JsonContent.Create(command, SupervisionJson.Default.SignalCommand), SupervisionJson.Default.SignalReply, cancellationToken);

    public Task<ClearLogsReply> ClearLogsAsync(ClearLogsCommand command, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, SupervisorRoutes.ClearLogs, JsonContent.Create(command, SupervisionJson.Default.ClearLogsCommand), SupervisionJson.Default.ClearLogsReply, cancellationToken);

    public Task SendKeysAsync(KeysCommand command, CancellationToken cancellationToken) => SendAsync(
        () => new HttpRequestMessage(HttpMethod.Post, SupervisorRoutes.Keys) { Content = JsonContent.Create(command, SupervisionJson.Default.KeysCommand) },
        _ => Task.FromResult(true),
        cancellationToken);

    /// <summary>Asks the supervisor to let another program go on in its process; what comes next is asked of that one.</summary>
    public Task<UpgradeReply> UpgradeAsync(UpgradeCommand command, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, SupervisorRoutes.Upgrade, JsonContent.Create(command, SupervisionJson.Default.UpgradeCommand), SupervisionJson.Default.UpgradeReply, cancellationToken);

    /// <summary>The two-way stream of a service's terminal. The client is used up by it.</summary>
    public Task<Stream> OpenTerminalAsync(string service, TerminalSize size, string attachment, CancellationToken cancellationToken)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture, $"?service={Uri.EscapeDataString(service)}&columns={size.Columns}&rows={size.Rows}&attachment={attachment}");
        return SendAsync(Request, response => response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, SupervisorRoutes.Terminal + query);
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.Add(new ProductHeaderValue(TerminalFrame.Protocol));
            return request;
        }
    }

    /// <summary>First all services, then the changed ones after every change, until the supervisor ends or is gone.</summary>
    public async IAsyncEnumerable<ProjectSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var goesOn = true; goesOn;)
        {
            goesOn = false;
            using var response = await OpenStreamAsync(cancellationToken).ConfigureAwait(false);
            if (response is null) yield break;
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (!goesOn && await ReadLineAsync(reader, cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (line.Length == 0) continue;
                goesOn = line == SupervisorRoutes.HandsOver;
                if (goesOn) continue;
                if (Parse(line) is not { } snapshot) yield break;
                yield return snapshot;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    // What matters only to a supervisor that is there: one that has just ended has nobody left to tell it to.
    private async Task TellAsync(string route, HttpContent? content, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.PostAsync(route, content, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
        }
    }

    private async Task<HttpResponseMessage?> OpenStreamAsync(CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendPatientlyAsync(() => new HttpRequestMessage(HttpMethod.Get, SupervisorRoutes.Events), cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            response.Dispose();
        }
        catch (HttpRequestException)
        {
            // It ended between the connection and the question; its stream has ended as well.
        }

        return null;
    }

    // A supervisor that is killed while it writes leaves half a line.
    private static ProjectSnapshot? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, SupervisionJson.Default.ProjectSnapshot);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // A supervisor that was killed tears its streams; for the watcher that is their end.
            return null;
        }
    }

    private static async Task<Socket> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Task<T> SendAsync<T>(HttpMethod method, string route, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(
            () => new HttpRequestMessage(method, route) { Content = content },
            async response =>
            {
                using (response)
                {
                    return await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
                        ?? throw new PortOrchestratorException(ErrorCode.SupervisorUnavailable, "The supervisor gave an empty answer. Run the command again.");
                }
            },
            cancellationToken);

    // While another program takes over in the supervisor's process nothing is done about requests; it answers the next one, which waits for it.
    private async Task<HttpResponseMessage> SendPatientlyAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var message = request();
            try
            {
                var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == MostHandoverAttempts) return response;
                response.Dispose();
            }
            catch (HttpRequestException e) when (message.Method == HttpMethod.Get && e.HttpRequestError != HttpRequestError.ConnectionError && attempt < MostTornAttempts)
            {
                // Accepted by a program that closed before it read the question. A question may be asked again; what changes something is up to the caller.
            }

            await Task.Delay(HandoverPause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> request, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            var response = await SendPatientlyAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.SwitchingProtocols) return await read(response).ConfigureAwait(false);
            var error = await response.Content.ReadFromJsonAsync(SupervisionJson.Default.ErrorReply, cancellationToken).ConfigureAwait(false);
            throw new PortOrchestratorException(error?.Code ?? ErrorCode.Unexpected, error?.Message ?? $"The supervisor refused the request ({response.StatusCode}).");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            throw new PortOrchestratorException(
                ErrorCode.SupervisorUnavailable, "The supervisor ended while it was being asked. Run the command again to start a new one.", e);
        }
    }
}
