using System.Text;
using System.Text.Json;
using Voltbench.Lab.FrameLog;

namespace Voltbench.Lab.Tests.FrameLog;

public class SecretMaskTests
{
    [Theory]
    [InlineData("ChangeConfiguration", """[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"0123456789ABCDEF"}]""", """[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"***"}]""")]
    [InlineData("ChangeConfiguration", """[2,"1","ChangeConfiguration",{"value":"secret","key":"authorizationkey"}]""", """[2,"1","ChangeConfiguration",{"value":"***","key":"authorizationkey"}]""")]
    [InlineData("ChangeConfiguration", """[2,"1","ChangeConfiguration",{"key":"\u0041uthorizationKey","value":"secret"}]""", """[2,"1","ChangeConfiguration",{"key":"\u0041uthorizationKey","value":"***"}]""")]
    [InlineData("GetConfiguration", """[3,"1",{"configurationKey":[{"key":"A","readonly":true,"value":"x"},{"key":"AuthorizationKey","readonly":false,"value":"secret"}]}]""", """[3,"1",{"configurationKey":[{"key":"A","readonly":true,"value":"x"},{"key":"AuthorizationKey","readonly":false,"value":"***"}]}]""")]
    [InlineData("SetVariables", """[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"secret","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}},{"attributeValue":"5","component":{"name":"X"},"variable":{"name":"Y"}}]}]""", """[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"***","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}},{"attributeValue":"5","component":{"name":"X"},"variable":{"name":"Y"}}]}]""")]
    [InlineData("NotifyReport", """[2,"1","NotifyReport",{"reportData":[{"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"},"variableAttribute":[{"value":"secret"}]},{"component":{"name":"C"},"variable":{"name":"V"},"variableAttribute":[{"value":"7"}]}]}]""", """[2,"1","NotifyReport",{"reportData":[{"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"},"variableAttribute":[{"value":"***"}]},{"component":{"name":"C"},"variable":{"name":"V"},"variableAttribute":[{"value":"7"}]}]}]""")]
    [InlineData("SetNetworkProfile", """[2,"1","SetNetworkProfile",{"connectionData":{"apn":{"apnPassword":"secret","simPin":1234},"vpn":{"user":"u","password":"secret","key":"secret"}}}]""", """[2,"1","SetNetworkProfile",{"connectionData":{"apn":{"apnPassword":"***","simPin":"***"},"vpn":{"user":"u","password":"***","key":"***"}}}]""")]
    [InlineData("UpdateFirmware", """[2,"1","UpdateFirmware",{"location":"ftp://joe:secret@files.example/fw.bin?a=b@c"}]""", """[2,"1","UpdateFirmware",{"location":"ftp://joe:***@files.example/fw.bin?a=b@c"}]""")]
    [InlineData("GetDiagnostics", """[2,"1","GetDiagnostics",{"location":"ftp:\/\/joe:sec@ret@files.example\/up"}]""", """[2,"1","GetDiagnostics",{"location":"ftp:\/\/joe:***@files.example\/up"}]""")]
    [InlineData("", """[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"secr""", """[2,"1","ChangeConfiguration",{"key":"AuthorizationKey***""")]
    public void Takes_the_secret_and_nothing_else(string action, string frame, string expected)
    {
        var stored = SecretMask.Apply(action, Encoding.UTF8.GetBytes(frame), out var masked);

        masked.ShouldBeTrue();
        Encoding.UTF8.GetString(stored.Span).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Heartbeat", """[2,"1","Heartbeat",{}]""")]
    [InlineData("Authorize", """[2,"1","Authorize",{"idTag":"joe@example"}]""")]
    [InlineData("ChangeConfiguration", """[2,"1","ChangeConfiguration",{"key":"HeartbeatInterval","value":"10"}]""")]
    [InlineData("SetVariables", """[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"5","component":{"name":"BasicAuthPassword"},"variable":{"name":"Y"}}]}]""")]
    [InlineData("DataTransfer", """[2,"1","DataTransfer",{"data":"https://files.example/a@b"}]""")]
    [InlineData("", "not json at all")]
    [InlineData("", "")]
    public void Leaves_the_frame_as_it_is(string action, string frame)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(frame);

        var stored = SecretMask.Apply(action, bytes, out var masked);

        masked.ShouldBeFalse();
        stored.Equals(bytes).ShouldBeTrue("the very same memory");
    }

    [Fact]
    public void A_common_frame_costs_no_allocation()
    {
        ReadOnlyMemory<byte> frame = Encoding.UTF8.GetBytes("""[2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2030-01-01T00:00:00Z","sampledValue":[{"value":"1234"}]}]}]""");
        SecretMask.Apply("MeterValues", frame, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            SecretMask.Apply("MeterValues", frame, out _);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    public void Survives_frames_cut_anywhere(int step)
    {
        const string Frame = """[2,"1","SetNetworkProfile",{"connectionData":{"apn":{"apnPassword":"TOPSECRET"},"csmsUrl":"wss://u:TOPSECRET@h/p"}}]""";
        for (var length = 0; length < Frame.Length; length += step)
        {
            var stored = SecretMask.Apply("", Encoding.UTF8.GetBytes(Frame[..length]), out _);

            Encoding.UTF8.GetString(stored.Span).ShouldNotContain("TOPSECRET");
        }

        var whole = SecretMask.Apply("SetNetworkProfile", Encoding.UTF8.GetBytes(Frame), out _);
        Should.NotThrow(() => JsonDocument.Parse(whole).Dispose());
    }
}
