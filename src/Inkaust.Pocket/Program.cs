using Inkaust.Pocket;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var app = WebAssemblyHostBuilder.CreateDefault(args);
app.RootComponents.Add<Editor>("#editor");
await app.Build().RunAsync();
