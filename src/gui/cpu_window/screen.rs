//! The inside of a window without a GPU: pixels in memory, shared with the window system where it can.

use std::num::NonZeroU32;
use std::rc::Rc;
use std::sync::Arc;

use egui::{ClippedPrimitive, Color32, TexturesDelta};
use kriterion_raster::{Frame, Raster, same_picture};
use softbuffer::{Context, Surface};
use winit::event_loop::{ActiveEventLoop, OwnedDisplayHandle};
use winit::window::Window;

/// After so many failures in a row to show a picture there is no use in going on.
const FAILURES_BORNE: u32 = 3;

type WindowSurface = Surface<OwnedDisplayHandle, Rc<Window>>;

/// Everything that decides what is on the screen, but for the textures.
#[derive(Default)]
struct Picture {
    primitives: Vec<ClippedPrimitive>,
    pixels_per_point: f32,
    background: Color32,
    /// Width and height in pixels.
    size: (u32, u32),
}

pub struct Screen {
    window: Rc<Window>,
    context: Context<OwnedDisplayHandle>,
    surface: WindowSurface,
    raster: Raster,
    shown: Picture,
    /// The window no longer shows `shown`, or its textures have changed.
    stale: bool,
    failures: u32,
}

impl Screen {
    pub fn new(event_loop: &ActiveEventLoop, window: Rc<Window>) -> Result<Self, String> {
        let context =
            Context::new(event_loop.owned_display_handle()).map_err(|error| error.to_string())?;
        let surface =
            Surface::new(&context, Rc::clone(&window)).map_err(|error| error.to_string())?;
        let (raster, shown) = (Raster::new(), Picture::default());
        Ok(Self { window, context, surface, raster, shown, stale: true, failures: 0 })
    }

    /// The next frame is painted even when it is the same as the last one.
    pub fn spoil(&mut self) {
        self.stale = true;
    }

    /// Takes over the textures of a frame. Call for every frame, painted or not.
    pub fn update_textures(&mut self, delta: &mut TexturesDelta) {
        self.stale |= !delta.is_empty();
        self.raster.update_textures(delta);
    }

    /// Paints and shows a frame, unless it looks the same as what the window already shows.
    ///
    /// An error means that the window can no longer be painted at all.
    pub fn show(
        &mut self,
        primitives: Vec<ClippedPrimitive>,
        pixels_per_point: f32,
        background: Color32,
    ) -> Result<(), String> {
        let size = self.window.inner_size();
        let (Some(width), Some(height)) =
            (NonZeroU32::new(size.width), NonZeroU32::new(size.height))
        else {
            // Minimised: nothing to paint on, and what is there afterwards is not known.
            self.stale = true;
            return Ok(());
        };
        let picture =
            Picture { primitives, pixels_per_point, background, size: (size.width, size.height) };
        let same = !self.stale
            && picture.size == self.shown.size
            && picture.pixels_per_point == self.shown.pixels_per_point
            && picture.background == self.shown.background
            && same_picture(&picture.primitives, &self.shown.primitives);
        if same {
            return Ok(());
        }
        let result = self.paint(&picture, width, height);
        self.shown = picture;
        match result {
            Ok(()) => {
                (self.stale, self.failures) = (false, 0);
                Ok(())
            }
            Err(error) => self.recover(error.to_string()),
        }
    }

    fn paint(
        &mut self,
        picture: &Picture,
        width: NonZeroU32,
        height: NonZeroU32,
    ) -> Result<(), softbuffer::SoftBufferError> {
        self.surface.resize(width, height)?;
        let mut pixels = self.surface.buffer_mut()?;
        let (columns, rows) = (picture.size.0 as usize, picture.size.1 as usize);
        let mut frame = Frame::window(&mut pixels, columns, rows);
        self.raster.paint(
            &mut frame,
            picture.pixels_per_point,
            &picture.primitives,
            picture.background,
        );
        self.window.pre_present_notify();
        pixels.present()
    }

    /// The window system may have taken the pixels away; new ones may do.
    fn recover(&mut self, error: String) -> Result<(), String> {
        self.stale = true;
        self.failures += 1;
        if self.failures >= FAILURES_BORNE {
            return Err(error);
        }
        self.surface = Surface::new(&self.context, Rc::clone(&self.window))
            .map_err(|error| error.to_string())?;
        self.window.request_redraw();
        Ok(())
    }

    /// What the window shows, as a picture.
    pub fn screenshot(&mut self) -> Arc<egui::ColorImage> {
        let Picture { primitives, pixels_per_point, background, size } = &self.shown;
        let size = [size.0 as usize, size.1 as usize];
        Arc::new(self.raster.picture(size, *pixels_per_point, primitives, *background))
    }
}
