using System.Text.Json;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/proxy-message</c>: one CALL of the charger with the CSMS's answer.</summary>
internal static class ProxyMessage
{
    private const int MaxAction = 64;
    private static readonly string[] Versions = ["OCPP1.6", "OCPP2.0.1"];
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private static readonly ChargerCommandSpec Command = new("proxy-message", "Send a message of the charger and see the answer", Read);

    public static void MapProxyMessage(this IEndpointRouteBuilder routes) =>
        routes.MapChargerCommand(Command)
            .Takes<ChargerCommandRequest<ProxyMessageEvent>>()
            .Answers<ProxyMessageAnswer>(StatusCodes.Status200OK);

    private static ReadQuestion Read(BodyValue value)
    {
        var given = value.AsObject();
        var action = given.String("action", 1, MaxAction);
        var version = given.OptionalEnum("ocpp_version", Versions).Value;
        var payload = given.OptionalObject("payload").Value;
        var isUnchecked = given.OptionalBool("unchecked").Value ?? false;
        Simulation.ProxyMessage? sent = null;
        return new ReadQuestion(
            charger =>
            {
                if (version is not null && version != charger.VersionName)
                    given.Required("ocpp_version").Refuse(ViolationType.ValueError($"the charger speaks {charger.VersionName}"));
                return sent = Message(given, charger.Version, action, payload?.Json ?? Nothing, isUnchecked);
            },
            (json, charger, told) =>
            {
                json.WriteString("id"u8, FleetCommandEndpoint.NewId());
                json.WriteString("event_type"u8, CommandKinds.ProxyMessage.Name);
                json.WriteString("ocpp_version"u8, charger.VersionName.ToLowerInvariant());
                json.WriteString("action"u8, sent!.Action);
                json.WritePropertyName("payload"u8);
                sent.Payload.WriteTo(json);
                ReadQuestion.CopyMembers(json, told);
            });
    }

    /// <summary>The message in the spelling of OCPP; null when it is refused.</summary>
    private static Simulation.ProxyMessage? Message(BodyObject given, OcppVersion version, string name, JsonElement payload, bool isUnchecked)
    {
        var action = LooseSpelling.FindAction(version, name);
        if (!isUnchecked && action is null or { Sender: MessageSender.Csms })
        {
            var known = OcppActions.All(version).Where(a => a.Sender != MessageSender.Csms).Select(a => a.Name).Order(StringComparer.Ordinal);
            given.Required("action").Refuse(ViolationType.Enum([.. known]));
            return null;
        }

        if (action is null)
            return new Simulation.ProxyMessage(name, payload.Clone(), isUnchecked);

        var spelled = LooseSpelling.Request(action, payload, out var problems);
        if (!isUnchecked && problems.Count > 0)
        {
            foreach (var problem in problems)
                given.Refuse(LocOf(given.Loc["payload"], problem.Path), TypeOf(problem));
            return null;
        }

        return new Simulation.ProxyMessage(action.Name, JsonElement.Parse(spelled), isUnchecked);
    }

    private static Loc LocOf(Loc loc, IReadOnlyList<object> path) =>
        path.Aggregate(loc, static (parent, part) => part is int index ? parent[index] : parent[(string)part]);

    private static ViolationType TypeOf(PayloadProblem problem) => problem.Fault switch
    {
        PayloadFault.Missing => ViolationType.Missing,
        PayloadFault.Unknown => ViolationType.ExtraForbidden,
        _ => ViolationType.ValueError(problem.Message),
    };
}

/// <param name="Action">A message that a station of the version sends, in OCPP's spelling or snake_case.</param>
/// <param name="Payload">Its payload, names in OCPP's spelling or snake_case; left out = empty.</param>
/// <param name="OcppVersion">Must be the charger's, when it is given.</param>
/// <param name="Unchecked">True sends what the schema refuses.</param>
public sealed record ProxyMessageEvent(string Action, JsonElement? Payload = null, string? OcppVersion = null, bool? Unchecked = null);

/// <param name="Id">12 hex digits.</param>
/// <param name="EventType"><c>proxy_message</c></param>
/// <param name="OcppVersion">Lower case, <c>ocpp1.6</c>.</param>
/// <param name="Action">As it was sent.</param>
/// <param name="Payload">As it was sent.</param>
/// <param name="ResponseType"><c>CALLRESULT</c>, <c>CALLERROR</c>, <c>TIMEOUT</c> (no answer in time) or <c>LOST</c> (the connection went first).</param>
/// <param name="Response">Payload of the CSMS's CALLRESULT; of everything else <c>{"error": {"code", "description", "details"}}</c>.</param>
/// <param name="Violation">What the schema says against the CALLRESULT; left out when it is valid.</param>
public sealed record ProxyMessageAnswer(
    string Id,
    string EventType,
    string OcppVersion,
    string Action,
    JsonElement Payload,
    string ResponseType,
    JsonElement Response,
    string? Violation = null);
