using Microsoft.Extensions.Logging;
using Voltbench.Csms.Handlers;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Csms;

/// <summary>
/// One connection of one station. It lives on the receive loop of its connection: no timer, no task, no queue until somebody asks something of the
/// station. The RPC session is single-threaded, so whoever touches it holds <see cref="gate"/>.
/// </summary>
internal sealed partial class Station : IOcppConnectionHandler
{
    // More than any station has: a peer that invents connectors gains nothing by it.
    private const int MaxConnectors = 64;

    private readonly CsmsServer server;
    private readonly RpcSession session;
    private readonly Lock gate = new();
    private readonly DateTimeOffset connectedSince;
    private OcppConnection? connection;
    private long lastSeenTicks;
    private volatile BootInfo? boot;
    private volatile ConnectorInfo[] connectors = [];
    private bool closed;
    private (ushort Code, string Reason)? close;

    public Station(CsmsServer server, StationId id, OcppVersion version)
    {
        this.server = server;
        Id = id;
        Version = version;
        session = new RpcSession(version, RpcRole.Csms);
        connectedSince = server.Time.GetUtcNow();
        lastSeenTicks = connectedSince.UtcTicks;
    }

    public StationId Id { get; }

    public OcppVersion Version { get; }

    /// <summary>Whose station it is; null = nobody's.</summary>
    public long? OperatorId { get; init; }

    public CsmsOptions Options => server.Options;

    public ICsmsStore Store => server.Store;

    public DateTimeOffset Now => server.Time.GetUtcNow();

    public ILogger Log => server.Log;

    public int HeartbeatSeconds => (int)Options.HeartbeatInterval.TotalSeconds;

    public StationInfo Info() =>
        new(Id, Version, connectedSince, new DateTimeOffset(Interlocked.Read(ref lastSeenTicks), TimeSpan.Zero), boot, connectors);

    public void Booted(BootInfo info) => boot = info;

    /// <summary>Remembers the state of a connector. What others read is replaced as a whole, never changed.</summary>
    public void SetConnector(ConnectorInfo connector)
    {
        var known = Array.FindIndex(connectors, c => c.EvseId == connector.EvseId && c.ConnectorId == connector.ConnectorId);
        if (known >= 0)
            connectors = [.. connectors.AsSpan(0, known), connector, .. connectors.AsSpan(known + 1)];
        else if (connectors.Length < MaxConnectors)
            connectors = [.. connectors, connector];
    }

    public void UnknownStop(int number)
    {
        CsmsInstruments.UnknownStops.Add(1);
        LogUnknownStop(Log, Id, number);
    }

    /// <summary>Tells the station its connection; from now on it can be asked and closed.</summary>
    public void Attach(OcppConnection accepted)
    {
        (ushort Code, string Reason)? asked;
        lock (gate)
        {
            connection = accepted;
            asked = close;
        }

        if (asked is var (code, reason))
            accepted.Close(code, reason);
    }

    /// <summary>Ends the connection, also one that is still being accepted.</summary>
    public void Close(ushort code, string reason)
    {
        OcppConnection? current;
        lock (gate)
        {
            close = (code, reason);
            current = connection;
        }

        current?.Close(code, reason);
    }

    public void Abort() => connection?.Abort();

    public async ValueTask OnMessageAsync(OcppConnection c, ReadOnlyMemory<byte> message)
    {
        var now = server.Time.GetUtcNow();
        Interlocked.Exchange(ref lastSeenTicks, now.UtcTicks);
        CsmsInstruments.Received.Add(1);
        RpcInput input;
        lock (gate)
            input = session.Receive(message);

        switch (input.Kind)
        {
            case RpcInputKind.Call:
                Send(c, await AnswerAsync(input));
                break;
            case RpcInputKind.Result or RpcInputKind.Error:
                Complete(input);
                break;
            case RpcInputKind.Refused:
                CsmsInstruments.Refused.Add(1);
                LogRefused(Log, Id, input.ActionName, input.Violation);
                Send(c, input.Reply);
                break;
            case RpcInputKind.Duplicate:
                Send(c, input.Reply);
                break;
            case RpcInputKind.Late:
                LogLate(Log, Id, input.Id);
                break;
            case RpcInputKind.Unanswerable:
                CsmsInstruments.Refused.Add(1);
                LogUnanswerable(Log, Id, input.Violation);
                Send(c, input.Reply);
                break;
        }
    }

    public void OnClosed(OcppConnection c, CloseInfo info)
    {
        lock (gate)
            closed = true;
        EndCalls(info.Description);
        server.Remove(this);
        LogClosed(Log, Id, info.Description);
    }

    private async ValueTask<byte[]> AnswerAsync(RpcInput call)
    {
        var handler = MessageHandlers.For(call.Action!);
        if (handler is null)
            return Error(call, RpcErrorCode.NotSupported, $"{call.ActionName} is not supported by this CSMS");
        try
        {
            return await handler.AnswerAsync(this, call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The store failed: the station keeps the message and sends it again, as both standards ask for transaction messages.
            CsmsInstruments.Failed.Add(1);
            LogFailed(Log, e, Id, call.ActionName);
            return Error(call, RpcErrorCode.InternalError, "the message could not be stored, send it again");
        }
    }

    public byte[] Result<T>(in RpcInput call, T response)
    {
        lock (gate)
            return session.Result(call, response);
    }

    private byte[] Error(in RpcInput call, RpcErrorCode code, string description)
    {
        lock (gate)
            return session.Error(call, code, description);
    }

    private void Send(OcppConnection c, byte[]? message)
    {
        if (message is null)
            return;
        if (c.TrySend(message))
            CsmsInstruments.Sent.Add(1);
        else
            c.Close(CloseCodes.PolicyViolation, "answers are not read");
    }
}
