using Voltbench.Gateway.Ocpi;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>From a request of a peer to the answer in OCPI's envelope, whatever happens in between.</summary>
internal sealed partial class OcpiEndpoint(
    PeerDirectory directory,
    PeerStore store,
    PublicAddress address,
    OcpiPeerSettings settings,
    MessageLog messages,
    TimeProvider time,
    ILogger<OcpiEndpoint> log)
{
    private readonly OcpiGate _gate = new(settings.MaxRequestsPerParty);

    public async Task AnswerAsync(HttpContext http, OcpiRoute route)
    {
        var (requestId, isRequestIdGiven) = Id(http, OcpiHeaders.RequestId);
        var (correlationId, isCorrelationIdGiven) = Id(http, OcpiHeaders.CorrelationId);
        http.Response.Headers[OcpiHeaders.RequestId] = requestId;
        http.Response.Headers[OcpiHeaders.CorrelationId] = correlationId;

        try
        {
            var tokens = Tokens(http);
            var access = await AuthenticateAsync(http, route, tokens);
            if (access is null)
            {
                await OcpiResponse.WriteAsync(http, OcpiAnswer.Unauthorized, route.Version, time.GetUtcNow());
                return;
            }

            var call = new OcpiCall(http, route, access, address.Of(http.Request) + PartyLinks.Prefix(route.Version, route.Role))
            {
                ShownToken = tokens.First(token => TokenHash.Of(token) == access.TokenHash),
                RequestId = requestId,
                CorrelationId = correlationId,
            };
            var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
            var answer = await GuardAsync(call, isRequestIdGiven && isCorrelationIdGiven);
            OcpiResponse.AddPage(call, answer);
            var body = await OcpiResponse.WriteAsync(http, answer, route.Version, time.GetUtcNow());
            messages.Add(Message(call, answer, at) with { Response = body, Elapsed = time.GetElapsedTime(started) });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The peer is gone; there is nobody to answer.
        }
        catch (Exception e)
        {
            LogFailed(e, http.Request.Method, route.Module, route.Version.Number());
            if (http.Response.HasStarted)
                http.Abort();
            else
                await OcpiResponse.WriteAsync(http, Failed, route.Version, time.GetUtcNow());
        }
    }

    private static OcpiAnswer Failed { get; } = OcpiAnswer.Fault(
        StatusCodes.Status500InternalServerError, OcpiStatus.ServerError, "Something went wrong in the server; its log says what.");

    private async Task<OcpiAnswer> GuardAsync(OcpiCall call, bool areIdsGiven)
    {
        if (!_gate.TryEnter(call.Party.Id))
            return OcpiAnswer.Busy("This party serves as many requests as it may. Try again later.");
        try
        {
            return await ServeAsync(call, areIdsGiven);
        }
        catch (BadHttpRequestException e)
        {
            return OcpiAnswer.Fault(e.StatusCode, OcpiStatus.ClientError, "The request is malformed.");
        }
        catch (Exception e) when (!call.Http.RequestAborted.IsCancellationRequested)
        {
            LogFailed(e, call.Http.Request.Method, call.Route.Module, call.Version.Number());
            return Failed;
        }
        finally
        {
            _gate.Leave(call.Party.Id);
        }
    }

    private Task<OcpiAnswer> ServeAsync(OcpiCall call, bool areIdsGiven)
    {
        var (http, route) = (call.Http, call.Route);
        if (route.IsUnknown)
            return Task.FromResult(OcpiAnswer.NotFound("There is no such endpoint; the version details list what there is."));
        if (!route.TryFind(http.Request.Method, out var handler, out var access))
            return Task.FromResult(NotAllowed(http, route));
        if (access == OcpiAccess.Peer && call.Peer is null)
            return Task.FromResult(OcpiAnswer.Unauthorized);
        if (!areIdsGiven && settings.RequireMessageIds && route.Version == OcpiVersion.V221)
            return Task.FromResult(OcpiAnswer.Invalid($"{OcpiHeaders.RequestId} and {OcpiHeaders.CorrelationId} are required: printable ASCII, up to 128 characters."));
        if (call.Peer is { } peer && route.Version == OcpiVersion.V221 && !route.IsConfiguration)
        {
            var refusal = RoutingHeaders.Read(http.Request.Headers, call.Party, peer, out var requester);
            OcpiResponse.AddRouting(call, requester);
            if (refusal is not null)
                return Task.FromResult(refusal);
        }

        if (route.IsList && !route.IsConfiguration && HttpMethods.IsGet(http.Request.Method))
        {
            if (OcpiPage.TryRead(http.Request.Query, out var page) is { } fault)
                return Task.FromResult(OcpiAnswer.Invalid(fault));
            call.Page = page;
        }

        return handler(call, http.RequestAborted);
    }

    /// <summary>For the log; requests without a valid token are nobody's and are not kept.</summary>
    private static OcpiMessage Message(OcpiCall call, OcpiAnswer answer, DateTimeOffset at) =>
        new(call.Party.Id, MessageDirection.In, at, call.Http.Request.Method, call.Http.Request.Path.ToUriComponent() + call.Http.Request.QueryString.ToUriComponent())
        {
            PeerId = call.Peer?.Id,
            Module = call.Route.IsUnknown ? null : call.Route.Module is { Length: > 0 } module ? module : "versions",
            RequestId = call.RequestId,
            CorrelationId = call.CorrelationId,
            Request = call.ReadBody,
            HttpStatus = answer.HttpStatus,
            StatusCode = OcpiStatus.For(call.Version, answer.StatusCode),
        };

    private static IReadOnlyList<string> Tokens(HttpContext http) =>
        http.Request.Headers.Authorization is { Count: 1 } header ? CredentialToken.Candidates(header[0]) : [];

    private async ValueTask<PeerAccess?> AuthenticateAsync(HttpContext http, OcpiRoute route, IReadOnlyList<string> tokens)
    {
        var ct = http.RequestAborted;
        var access = await directory.AuthenticateAsync(tokens, ct);
        if (access is null && route.Module == "credentials" && (HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method)))
            access = await directory.FindSpentAsync(tokens, ct);
        if (access is null || access.Party.Role != route.Role || access.Party.Version != route.Version)
            return null;
        if (access is { Kind: AccessKind.Peer, IsUsed: false })
            await store.MarkUsedAsync(access, ct);
        return access;
    }

    private static OcpiAnswer NotAllowed(HttpContext http, OcpiRoute route)
    {
        http.Response.Headers.Allow = route.Allow;
        return OcpiAnswer.Fault(StatusCodes.Status405MethodNotAllowed, OcpiStatus.ClientError, $"The endpoint does not take {http.Request.Method}; it takes {route.Allow}.");
    }

    private static (string Id, bool IsGiven) Id(HttpContext http, string header)
    {
        var given = http.Request.Headers[header];
        return given.Count == 1 && OcpiHeaders.IsId(given[0]) ? (given[0]!, true) : (OcpiHeaders.NewId(), false);
    }
}
