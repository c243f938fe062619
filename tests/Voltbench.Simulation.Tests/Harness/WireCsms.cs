using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Voltbench.Ocpp.Certificates;
using Voltbench.Ocpp.Messages;
using Voltbench.Testing.Schemas;

namespace Voltbench.Simulation.Tests.Harness;

/// <summary>A CALL of the station as it came over the wire.</summary>
public sealed record WireCall(string Id, string Action, JsonElement Payload, DateTimeOffset At)
{
    public string? Text(string name) => Payload.TryGetProperty(name, out var value) ? value.ToString() : null;

    public int Int(string name) => Payload.GetProperty(name).GetInt32();
}

/// <summary>An answer of the station: type 3 or 4.</summary>
public sealed record WireAnswer(int Type, string Id, JsonElement Frame)
{
    public string ErrorCode => Frame[2].GetString()!;

    public JsonElement Payload => Frame[2];
}

/// <summary>
/// A scripted CSMS on an in-memory wire: it speaks raw frames, answers well unless told otherwise, and holds every frame of the station against the official schemas.
/// </summary>
public sealed class WireCsms(ManualTimeProvider time, OcppVersion version) : IChargerTransport
{
    private readonly Dictionary<string, string> _asked = [];
    private WireLink? _link;
    private int _ids;
    private readonly List<(string Frame, string Text)> _violations = [];
    private readonly Dictionary<string, int> _transactions = [];

    public List<LinkTarget> Targets { get; } = [];

    public List<DateTimeOffset> ConnectTimes { get; } = [];

    public List<WireCall> Calls { get; } = [];

    public List<WireAnswer> Answers { get; } = [];

    /// <summary>What broke the official schemas, but for the frames that the station marked as wrong on purpose.</summary>
    public IReadOnlyList<string> Violations => [.. _violations.Where(v => !IsMeant(v.Frame)).Select(v => v.Text)];

    /// <summary>True for a frame that the station's log marks.</summary>
    public Func<string, bool> IsMeant { get; set; } = static _ => false;

    /// <summary>Messages that came as binary.</summary>
    public List<byte[]> Binary { get; } = [];

    public List<(ushort Code, string Reason)> Closes { get; } = [];

    /// <summary>Answer payload by action; null = silence; a text that begins with <c>!</c> = CALLERROR of that code.</summary>
    public Dictionary<string, Func<WireCall, string?>> Script { get; } = [];

    /// <summary>CALLs that no schema judges, because the test makes the station send what a good one would not.</summary>
    public Predicate<WireCall> IsBrokenOnPurpose { get; set; } = static _ => false;

    public string? RefuseWith { get; set; }

    /// <summary>What is wrong where <see cref="RefuseWith"/> is set.</summary>
    public LinkTrouble RefuseAs { get; set; }

    /// <summary>Who does not get in, and why; null for all others.</summary>
    public Func<LinkTarget, (string Why, LinkTrouble Trouble)?>? Doorkeeper { get; set; }

    /// <summary>The certificate of a <c>wss</c> address with what is above it; null accepts without TLS.</summary>
    public IReadOnlyList<X509Certificate2>? ServerChain { get; set; }

    /// <summary>True while the station's process is dead: nothing it does is real.</summary>
    public Func<bool> IsStationDead { get; set; } = () => false;

    public bool IsConnected => _link is not null;

    public IEnumerable<WireCall> Of(string action) => Calls.Where(c => c.Action == action);

    public IReadOnlyList<string> Actions => [.. Calls.Select(c => c.Action)];

    public void Connect(LinkTarget target, ILinkEvents events)
    {
        if (IsStationDead())
            return;
        Targets.Add(target);
        ConnectTimes.Add(time.GetUtcNow());
        if (RefuseWith is { } why)
        {
            events.OnFailed(why, null, RefuseAs);
            return;
        }

        if (Doorkeeper?.Invoke(target) is { } refusal)
        {
            events.OnFailed(refusal.Why, null, refusal.Trouble);
            return;
        }

        if (ServerChain is { } chain && target is { Url.Scheme: "wss", Tls.Roots: { } roots } && !Verifies(chain, roots, target.Tls))
        {
            events.OnFailed("the server's certificate is not trusted", null, LinkTrouble.ServerCertificate);
            return;
        }

        _link = new WireLink(this, events);
        events.OnOpened(_link);
    }

    // What a station does in the handshake, without the socket.
    private bool Verifies(IReadOnlyList<X509Certificate2> chain, IReadOnlyList<X509Certificate2> roots, LinkTls tls)
    {
        using var built = new X509Chain();
        built.ChainPolicy = CertificateChain.PolicyFor(roots, time.GetUtcNow());
        foreach (var above in chain.Skip(1))
            built.ChainPolicy.ExtraStore.Add(above);
        built.Build(chain[0]);
        if (CertificateChain.Anchor(built, roots, out _) is not { } anchor)
            return false;
        tls.Verified?.Invoke(anchor);
        return true;
    }

    /// <summary>Sends a CALL to the station; returns its id.</summary>
    public string Ask(string action, string payload)
    {
        var id = "csms-" + (++_ids).ToString(CultureInfo.InvariantCulture);
        _asked[id] = action;
        SendRaw($$"""[2,"{{id}}","{{action}}",{{payload}}]""");
        return id;
    }

    /// <summary>Announces a CALL that is sent raw.</summary>
    public void Expect(string id, string action) => _asked[id] = action;

    public WireAnswer AnswerTo(string id) => Answers.Single(a => a.Id == id);

    public void SendRaw(string frame) => _link!.Events.OnMessageAsync(Encoding.UTF8.GetBytes(frame)).AsTask().IsCompleted.ShouldBeTrue();

    /// <summary>The wire breaks.</summary>
    public void Drop()
    {
        var link = _link;
        _link = null;
        link?.Events.OnClosed("the wire broke");
    }

    /// <summary>The process of the station died: the wire breaks and nobody there hears of it.</summary>
    public void Forget() => _link = null;

    private bool OnFrame(WireLink link, ReadOnlyMemory<byte> bytes)
    {
        if (link != _link)
            return false;
        if (IsStationDead())
            return true;
        var text = Encoding.UTF8.GetString(bytes.Span);
        try
        {
            Read(link, text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException)
        {
            _violations.Add((text, $"no frame: {text}"));
        }

        return true;
    }

    private void Read(WireLink link, string text)
    {
        var frame = JsonDocument.Parse(text).RootElement;
        if (frame[0].GetInt32() == 2)
        {
            var call = new WireCall(frame[1].GetString()!, frame[2].GetString()!, frame[3], time.GetUtcNow());
            if (!IsBrokenOnPurpose(call))
                Judge(text, call.Action, response: false, call.Payload);
            Calls.Add(call);
            Reply(link, call);
        }
        else
        {
            var answer = new WireAnswer(frame[0].GetInt32(), frame[1].GetString()!, frame);
            if (answer.Type is not (3 or 4))
                throw new InvalidOperationException("no message type");
            if (answer.Type == 3)
                Judge(text, _asked[answer.Id], response: true, answer.Payload);
            Answers.Add(answer);
        }
    }

    private void Judge(string frame, string action, bool response, JsonElement payload)
    {
        if (!OcppSchemas.Available)
            return;
        if (OcppActions.Find(version, action) is null)
            _violations.Add((frame, $"there is no {action}: {frame}"));
        else if (OcppSchemas.Check(version, action, response, payload.GetRawText()) is { } violation)
            _violations.Add((frame, $"{action}: {violation} in {payload.GetRawText()}"));
    }

    private void Reply(WireLink link, WireCall call)
    {
        var payload = Script.TryGetValue(call.Action, out var script) ? script(call) : Default(call);
        if (payload is null || link != _link)
            return;
        var frame = payload.StartsWith('!')
            ? $$"""[4,"{{call.Id}}","{{payload[1..]}}","scripted",{}]"""
            : $$"""[3,"{{call.Id}}",{{payload}}]""";
        link.Events.OnMessageAsync(Encoding.UTF8.GetBytes(frame)).AsTask().IsCompleted.ShouldBeTrue();
    }

    public string Now => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public string BootAnswer(string status, int interval) => $$"""{"status":"{{status}}","currentTime":"{{Now}}","interval":{{interval}}}""";

    public string Default(WireCall call) => (call.Action, version) switch
    {
        ("BootNotification", _) => BootAnswer("Accepted", 300),
        ("Heartbeat", _) => $$"""{"currentTime":"{{Now}}"}""",
        ("Authorize", OcppVersion.V16) => """{"idTagInfo":{"status":"Accepted"}}""",
        ("Authorize", _) => """{"idTokenInfo":{"status":"Accepted"}}""",
        ("StartTransaction", _) => $$"""{"transactionId":{{TransactionOf(call.Id)}},"idTagInfo":{"status":"Accepted"} }""",
        ("SignCertificate", _) => """{"status":"Accepted"}""",
        ("GetCertificateStatus", _) => """{"status":"Accepted","ocspResult":"T0s="}""",
        _ => "{}",
    };

    // A repeated message id is the same transaction again (OCPP-J 1.6 §4.1.4).
    private int TransactionOf(string messageId)
    {
        if (!_transactions.TryGetValue(messageId, out var id))
            _transactions.Add(messageId, id = 101 + _transactions.Count);
        return id;
    }

    private sealed class WireLink(WireCsms csms, ILinkEvents events) : ILink
    {
        public ILinkEvents Events { get; } = events;

        public bool TrySend(ReadOnlyMemory<byte> message) => csms.OnFrame(this, message);

        public bool TrySendBinary(ReadOnlyMemory<byte> message)
        {
            csms.Binary.Add(message.ToArray());
            return csms._link == this;
        }

        public void Close(ushort code, string reason)
        {
            csms.Closes.Add((code, reason));
            End("closed by the station");
        }

        public void Abort() => End("aborted by the station");

        private void End(string why)
        {
            if (csms._link == this)
                csms._link = null;
            Events.OnClosed(why);
        }
    }
}
