using Voltbench.Ocpp.Transport;
using Voltbench.Testing.Wire;

namespace Voltbench.Ocpp.Tests.Transport;

/// <summary>Connects of the tests.</summary>
internal static class Clients
{
    public static OcppEndpoint Endpoint(Uri url) => new() { Url = url, Subprotocol = "ocpp1.6", MaxMessageBytes = 64 * 1024 };

    public static OcppEndpoint Endpoint(this RawServer server) => Endpoint(server.Url());

    public static async Task<ConnectResult> TryConnectAsync(
        OcppEndpoint endpoint, IOcppConnectionHandler? handler = null, OcppClientOptions? options = null, TimeProvider? time = null)
    {
        using var client = new OcppClient(time ?? TimeProvider.System, options ?? new OcppClientOptions());
        var result = await client.ConnectAsync(endpoint, handler ?? new RecordingHandler(), CancellationToken.None).Soon();
        (result.Connection is null).ShouldBe(result.Failure is not null);
        return result;
    }

    public static async Task<OcppConnection> ConnectAsync(OcppEndpoint endpoint, IOcppConnectionHandler handler, TimeProvider? time = null)
    {
        var result = await TryConnectAsync(endpoint, handler, time: time);
        result.Failure.ShouldBeNull();
        return result.Connection.ShouldNotBeNull();
    }

    public static async Task<ConnectFailure> FailAsync(
        OcppEndpoint endpoint, OcppClientOptions? options = null, TimeProvider? time = null)
    {
        var handler = new RecordingHandler();
        var result = await TryConnectAsync(endpoint, handler, options, time);
        handler.ClosedCount.ShouldBe(0);
        return result.Failure.ShouldNotBeNull();
    }
}
