using System.Text.Json.Serialization.Metadata;

namespace Voltbench.Ocpp.Messages;

/// <summary>One action of one version: its name, its direction and its two payloads. There is one instance each, in <see cref="OcppActions"/>.</summary>
public sealed class OcppAction
{
    private readonly Lazy<JsonTypeInfo> requestType;
    private readonly Lazy<JsonTypeInfo> responseType;

    private OcppAction(OcppVersion version, string name, MessageSender sender, string chapter, Type request, Type response)
    {
        Version = version;
        Name = name;
        Sender = sender;
        Chapter = chapter;
        Request = new PayloadSchema(version, request);
        Response = new PayloadSchema(version, response);
        requestType = new(() => OcppJson.TypeInfo(version, request));
        responseType = new(() => OcppJson.TypeInfo(version, response));
    }

    public OcppVersion Version { get; }

    /// <summary>As it stands in the CALL: <c>BootNotification</c>.</summary>
    public string Name { get; }

    /// <summary>Who sends the request.</summary>
    public MessageSender Sender { get; }

    /// <summary>1.6: the feature profile or the security whitepaper. 2.0.1: the functional block.</summary>
    public string Chapter { get; }

    public PayloadSchema Request { get; }

    public PayloadSchema Response { get; }

    public JsonTypeInfo RequestType => requestType.Value;

    public JsonTypeInfo ResponseType => responseType.Value;

    public override string ToString() => $"{Name} ({Version.ResourceName()})";

    /// <summary>An action that the version does not have: any object goes, both ways. For a station that is to misbehave.</summary>
    public static OcppAction Foreign(OcppVersion version, string name) => new(version, name, MessageSender.Both, "", typeof(object), typeof(object));

    internal static OcppAction Of<TRequest, TResponse>(OcppVersion version, string name, MessageSender sender, string chapter) =>
        new(version, name, sender, chapter, typeof(TRequest), typeof(TResponse));
}
